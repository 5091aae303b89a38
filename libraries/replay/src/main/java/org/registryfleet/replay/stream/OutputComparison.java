package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Decision;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.ReplayFindings;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.runtime.ClusterReplay.Published;
import org.registryfleet.stage.runtime.StageDefinition;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares the published records with those decided by the replay, byte for byte. Not thread-safe.
 */
final class OutputComparison {

    private final StageDefinition<?> definition;
    private final Events events;
    private final ReplayFindings findings;
    private final MessageDigest digest;

    OutputComparison(
            StageDefinition<?> definition,
            Events events,
            ReplayFindings findings,
            MessageDigest digest) {
        this.definition = definition;
        this.events = events;
        this.findings = findings;
        this.digest = digest;
    }

    /** The verdict of a comparison. */
    enum Verdict {
        SAME,
        /** The recorded records match, but some decided ones are missing. */
        SHORT,
        DIFFERENT
    }

    /** The records that a step publishes in the replay; added to the digest. */
    List<Decided> decided(List<Published> published) {
        var decided = new ArrayList<Decided>(published.size());
        for (var one : published) {
            var bytes = events.encode(one.record());
            digest.update(bytes);
            decided.add(new Decided(one.topic(), one.record(), bytes));
        }
        return decided;
    }

    /** Decided records that are not in the log. */
    List<Decided> missing(RecordedStep step, List<Decided> decided) {
        return definition.outputs().stream()
                .flatMap(topic -> missing(recorded(step, topic), of(topic, decided)).stream())
                .toList();
    }

    /**
     * Compares a step with the replayed decision, or its remainder with what was still missing. The
     * first differing record becomes a finding.
     */
    Verdict against(RecordedStep step, List<Decided> decided) {
        for (var topic : definition.outputs()) {
            var recorded = recorded(step, topic);
            var wanted = of(topic, decided);
            if (missing(recorded, wanted).size() != wanted.size() - recorded.size()) {
                differ(step, topic, recorded, wanted);
                return Verdict.DIFFERENT;
            }
        }
        return step.outputs().size() == decided.size() ? Verdict.SAME : Verdict.SHORT;
    }

    /** The missing records were decided by the replay but not originally. */
    void unrecorded(ExpectedOutput owed) {
        var first = owed.missing().getFirst();
        findings.divergent(finding(owed.step(), first.topic(), null, first.record()));
    }

    /** A step before it published nothing, and the replay publishes this; or, null, vice versa. */
    void unexpected(RecordedStep step, @Nullable Published published) {
        var recorded = published == null ? "(a record)" : "";
        var decided = published == null ? "" : text(published.record());
        findings.divergent(finding(step, "", "(record)", recorded, decided));
    }

    /** The recorded result; null if the step published actions only. */
    RecordedStep.@Nullable Output result(RecordedStep step) {
        return step.outputs().stream()
                .filter(output -> output.record().topic().equals(definition.resultTopic()))
                .findFirst()
                .orElse(null);
    }

    /** Identifies a result among the last ones of its cluster. */
    String digest(RecordedStep.Output result) {
        return ReplayDigests.of(Stream.of(events.encode(result.event())));
    }

    private void differ(
            RecordedStep step,
            String topic,
            List<RecordedStep.Output> recorded,
            List<Decided> decided) {
        for (int i = 0; i < Math.max(recorded.size(), decided.size()); i++) {
            var left = i < recorded.size() ? recorded.get(i) : null;
            var right = i < decided.size() ? decided.get(i) : null;
            if (left == null || right == null || !isEqual(left, right)) {
                var today = right == null ? null : inTermsOf(left, right);
                findings.divergent(finding(step, topic, left, today));
                return;
            }
        }
    }

    /** The decided records without the recorded ones, in order. */
    private List<Decided> missing(List<RecordedStep.Output> recorded, List<Decided> decided) {
        var left = new ArrayList<Decided>();
        int found = 0;
        for (var published : decided) {
            if (found < recorded.size() && isEqual(recorded.get(found), published)) {
                found++;
            } else {
                left.add(published);
            }
        }
        return left;
    }

    // records of earlier releases encode the same values differently and lack newer fields
    private boolean isEqual(RecordedStep.Output recorded, Decided decided) {
        if (Arrays.equals(decided.bytes(), recorded.record().value())) {
            return true;
        }
        var then = events.encode(recorded.event());
        return Arrays.equals(decided.bytes(), then)
                || Arrays.equals(events.encode(inTermsOf(recorded, decided)), then);
    }

    private SpecificRecord inTermsOf(RecordedStep.@Nullable Output recorded, Decided decided) {
        var value = recorded == null ? null : recorded.record().value();
        return value == null ? decided.record() : events.inTermsOf(value, decided.record());
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

    private static List<RecordedStep.Output> recorded(RecordedStep step, String topic) {
        return step.outputs().stream().filter(o -> o.record().topic().equals(topic)).toList();
    }

    private static List<Decided> of(String topic, List<Decided> decided) {
        return decided.stream().filter(one -> one.topic().equals(topic)).toList();
    }

    private static String text(SpecificRecord record) {
        return FirstDifference.shortened(record.toString());
    }

    /**
     * A record that a step publishes in the replay.
     *
     * @param bytes as they would be in the log; must not be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // compared for every decision: no wrapper
    record Decided(String topic, SpecificRecord record, byte[] bytes) {}

    /**
     * Records that a step decided and the log does not contain yet: they may follow, a crash may
     * have lost them, or the step decided differently. The next step of the cluster resolves it.
     *
     * @param step the recorded part, all of it as decided
     * @param counted a silent step before it differed, so the step is already counted
     */
    record ExpectedOutput(RecordedStep step, List<Decided> missing, boolean counted) {

        ExpectedOutput {
            missing = List.copyOf(missing);
        }

        /** Whether these records continue the step. */
        boolean isContinuedBy(RecordedStep next) {
            return next.step() == step.step() && next.decision().getDecidedAt().equals(decidedAt());
        }

        /** The remainder after further records of the step. */
        ExpectedOutput after(RecordedStep more, List<Decided> rest) {
            return new ExpectedOutput(more, rest, counted);
        }

        Instant decidedAt() {
            return step.decision().getDecidedAt();
        }
    }
}
