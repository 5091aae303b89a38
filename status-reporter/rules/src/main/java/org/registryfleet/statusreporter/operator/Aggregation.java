package org.registryfleet.statusreporter.operator;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Aggregates conditions into one condition of the ClusterOperator (spec/status.md 2.1 and 2.2).
 * Every condition whose type ends with the target's type is a source; the rest of its type is the
 * prefix.
 */
record Aggregation(String target, ConditionStatus normal) {

    private static final String AS_EXPECTED = "AsExpected";

    /** The three conditions every ClusterOperator has. */
    static final List<Aggregation> ALL =
            List.of(
                    new Aggregation("Available", ConditionStatus.TRUE),
                    new Aggregation("Progressing", ConditionStatus.FALSE),
                    new Aggregation("Degraded", ConditionStatus.FALSE));

    EvaluatedCondition of(List<Condition> conditions) {
        var sources =
                conditions.stream().filter(condition -> condition.type().endsWith(target)).toList();
        var status = status(sources);
        return new EvaluatedCondition(
                "U", target, status, reason(sources, status), message(sources));
    }

    private ConditionStatus status(List<Condition> sources) {
        return sources.stream()
                .map(Condition::status)
                .filter(status -> status != normal && status != ConditionStatus.UNKNOWN)
                .findFirst()
                .orElseGet(() -> isAnyUnknown(sources) ? ConditionStatus.UNKNOWN : normal);
    }

    private static boolean isAnyUnknown(List<Condition> sources) {
        return sources.stream().anyMatch(source -> source.status() == ConditionStatus.UNKNOWN);
    }

    private String reason(List<Condition> sources, ConditionStatus status) {
        var reasons =
                sources.stream()
                        .filter(source -> !source.reason().isEmpty())
                        .filter(source -> !source.reason().equals(AS_EXPECTED))
                        .map(source -> prefix(source) + source.reason())
                        .sorted()
                        .collect(Collectors.joining("::"));
        return reasons.isEmpty() && status == normal ? AS_EXPECTED : reasons;
    }

    private String prefix(Condition source) {
        return source.type().substring(0, source.type().length() - target.length());
    }

    private static String message(List<Condition> sources) {
        return sources.stream()
                .filter(source -> !source.message().isEmpty())
                .flatMap(
                        source -> source.message().lines().map(line -> source.type() + ": " + line))
                .collect(Collectors.joining("\n"));
    }
}
