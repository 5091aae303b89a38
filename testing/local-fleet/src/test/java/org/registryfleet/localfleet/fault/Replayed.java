package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.replay.verdict.ReplayReport;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** The log of a lab, decided again. */
final class Replayed {

    private Replayed() {}

    static ReplayReport of(FaultLab lab, Set<String> clusters) {
        return of(lab.bootstrapServers(), clusters);
    }

    /** All clusters when none is named. */
    static ReplayReport of(String bootstrapServers, Set<String> clusters) {
        try (var log = new KafkaLog(KafkaAccess.of(bootstrapServers))) {
            var request = new ReplayRequest(Set.of(), clusters, Instant.MIN, Instant.MAX, 2);
            return new FleetReplay(log, Events.singleObject()).run(request, _ -> {});
        }
    }

    /** Every decision can be followed and comes out the same, byte for byte. */
    static void assertThatNothingDiffers(ReplayReport report) {
        assertThatNothingDiffersBut(Set.of(), report);
    }

    /**
     * The same, but for differences that are explained.
     *
     * @param explained stage, rule and field of each, as in {@code status A8-P9-D9 /message}; one
     *     that does not occur is wrong, too
     */
    static void assertThatNothingDiffersBut(Set<String> explained, ReplayReport report) {
        var found =
                report.divergences().stream()
                        .map(one -> one.stage() + " " + one.rule() + " " + one.field())
                        .collect(Collectors.toSet());
        assertThat(found).as("%s", report.divergences()).isEqualTo(explained);
        assertThat(report.reasons()).isEmpty();
        assertThat(report.total().same()).isPositive();
        assertThat(report.total().same() + report.total().torn() + report.total().divergent())
                .isEqualTo(report.total().decisions());
        assertThat(report.total().divergent()).isEqualTo(report.divergences().size());
    }
}
