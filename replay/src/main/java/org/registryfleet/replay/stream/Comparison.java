package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Decision;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.Findings;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.stream.ClusterReplay.Published;
import org.registryfleet.stage.stream.StageDefinition;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Compares what was published with what is decided today, byte by byte. Not for several threads.
 */
final class Comparison {

    private final StageDefinition<?> definition;
    private final Events events;
    private final Findings findings;
    private final MessageDigest digest;
    private boolean differed;

    Comparison(
            StageDefinition<?> definition, Events events, Findings findings, MessageDigest digest) {
        this.definition = definition;
        this.events = events;
        this.findings = findings;
        this.digest = digest;
    }

    /** Whether all records of the step come out the same; the first that does not is a finding. */
    boolean isSame(RecordedStep step, List<Published> decided) {
        decided.forEach(published -> digest.update(events.encode(published.record())));
        differed =
                definition.outputs().stream()
                        .anyMatch(topic -> differs(step, topic, of(topic, decided)));
        return !differed;
    }

    /** Whether the last comparison found a difference. */
    boolean differed() {
        return differed;
    }

    /** A step that published nothing would publish this today. */
    void unexpected(RecordedStep step, Published published) {
        findings.divergent(finding(step, "", "(record)", "", text(published.record())));
    }

    /** The recorded result; null when the step published actions only. */
    RecordedStep.@Nullable Output result(RecordedStep step) {
        return step.outputs().stream()
                .filter(output -> output.record().topic().equals(definition.resultTopic()))
                .findFirst()
                .orElse(null);
    }

    private boolean differs(RecordedStep step, String topic, List<SpecificRecord> decided) {
        var recorded =
                step.outputs().stream().filter(o -> o.record().topic().equals(topic)).toList();
        for (int i = 0; i < Math.max(recorded.size(), decided.size()); i++) {
            var left = i < recorded.size() ? recorded.get(i) : null;
            var right = i < decided.size() ? decided.get(i) : null;
            if (left == null || right == null || !isEqual(left, right)) {
                findings.divergent(finding(step, topic, left, right));
                return true;
            }
        }
        return false;
    }

    // what an earlier release wrote has other bytes for the same values
    private boolean isEqual(RecordedStep.Output recorded, SpecificRecord decided) {
        var bytes = events.encode(decided);
        return Arrays.equals(bytes, recorded.record().value())
                || Arrays.equals(bytes, events.encode(recorded.event()));
    }

    private Divergence finding(
            RecordedStep step,
            String topic,
            RecordedStep.@Nullable Output recorded,
            @Nullable SpecificRecord decided) {
        var place =
                recorded == null
                        ? topic
                        : "%s-%d@%d"
                                .formatted(
                                        topic,
                                        recorded.record().partition(),
                                        recorded.record().offset());
        if (recorded == null || decided == null) {
            return finding(
                    step,
                    place,
                    "(record)",
                    recorded == null ? "" : text(recorded.event()),
                    decided == null ? "" : text(decided));
        }
        var difference = FirstDifference.between(recorded.event(), decided);
        return finding(step, place, difference.path(), difference.left(), difference.right());
    }

    private Divergence finding(
            RecordedStep step, String place, String field, String recorded, String decided) {
        Decision decision = step.decision();
        return new Divergence(
                definition.stage().name(),
                step.cluster(),
                step.step(),
                decision.getDecidedAt(),
                decision.getRule(),
                place,
                field,
                recorded,
                decided);
    }

    private static List<SpecificRecord> of(String topic, List<Published> decided) {
        return decided.stream()
                .filter(published -> published.topic().equals(topic))
                .map(Published::record)
                .toList();
    }

    private static String text(SpecificRecord record) {
        return FirstDifference.shortened(record.toString());
    }
}
