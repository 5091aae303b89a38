package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Observation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class EventHeadersTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final EventHeaders plain =
            EventHeaders.of(
                    GoldenEvents.event(Observation.class, "gap"),
                    "watcher-1/17/42",
                    "cluster-watcher",
                    Instant.parse("2026-03-02T10:15:30.250Z"));

    @Test
    void takesTypeAndSubjectFromTheEvent() {
        assertThat(plain.type()).isEqualTo("org.registryfleet.events.Observation");
        assertThat(plain.subject()).isEqualTo("eu-west-042");
    }

    @Test
    void readsWhatItWrote() {
        var full = plain.withTraceparent(TRACE).causedBy(new Cause("fleet.clusters.v1", 3, 99L));
        var headers = new RecordHeaders();

        plain.writeTo(headers);
        full.writeTo(headers);

        assertThat(EventHeaders.readFrom(headers)).contains(full);
        assertThat(headers.toArray()).hasSize(10);
    }

    @Test
    void leavesOutWhatThereIsNot() {
        var headers = new RecordHeaders();

        plain.withTraceparent("no trace context").causedBy(null).writeTo(headers);

        assertThat(headers)
                .extracting(header -> header.key())
                .containsExactly(
                        "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time");
        assertThat(EventHeaders.readFrom(headers)).contains(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_subject", "ce_time"})
    void readsNothingWhenAnAttributeIsMissing(String attribute) {
        var headers = new RecordHeaders();
        plain.writeTo(headers);
        headers.remove(attribute);

        assertThat(EventHeaders.readFrom(headers)).isEmpty();
    }

    @Test
    void ignoresACauseThatIsNoPlace() {
        var headers = new RecordHeaders();
        plain.causedBy(new Cause("fleet.clusters.v1", 3, 99L)).writeTo(headers);
        headers.remove("cause_offset");
        headers.add("cause_offset", "first".getBytes(StandardCharsets.UTF_8));

        assertThat(EventHeaders.readFrom(headers)).contains(plain);
    }
}
