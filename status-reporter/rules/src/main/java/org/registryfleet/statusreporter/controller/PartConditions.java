package org.registryfleet.statusreporter.controller;

import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the parts around the registry could be applied (spec/status.md 1.8). Some are reported as
 * degraded only after they have been failing for a while; until then their condition is left
 * unchanged.
 */
public final class PartConditions {

    private static final Duration NODE_INERTIA = Duration.ofMinutes(2);

    private static final List<Part> PARTS =
            List.of(
                    new Part(
                            "nodeca", "NodeCADaemonControllerDegraded", NODE_INERTIA, "AsExpected"),
                    new Part(
                            "imageconfig",
                            "ImageConfigControllerDegraded",
                            NODE_INERTIA,
                            "AsExpected"),
                    new Part(
                            "certificates",
                            "ImageRegistryCertificatesControllerDegraded",
                            Duration.ZERO,
                            "AsExpected"),
                    new Part("observer", "ConfigObservationDegraded", Duration.ZERO, ""));

    /** This stage writes no file of Azure Stack endpoints, so that condition cannot fail. */
    private static final EvaluatedCondition AZURE_STACK =
            new EvaluatedCondition(
                    "C0",
                    "AzureStackCloudControllerDegraded",
                    ConditionStatus.FALSE,
                    "AsExpected",
                    "");

    private PartConditions() {}

    /** A part, its condition, and its inertia before a failure is reported. */
    private record Part(String name, String type, Duration inertia, String healthyReason) {

        Optional<EvaluatedCondition> judge(List<PartFailure> failures, Instant now) {
            if (failures.isEmpty()) {
                return Optional.of(
                        new EvaluatedCondition(
                                "C1", type, ConditionStatus.FALSE, healthyReason, ""));
            }
            if (now.isBefore(failures.getFirst().since().plus(inertia))) {
                return Optional.empty();
            }
            var message =
                    failures.stream().map(PartFailure::message).collect(Collectors.joining("\n"));
            return Optional.of(
                    new EvaluatedCondition("C2", type, ConditionStatus.TRUE, "Error", message));
        }
    }

    /** Evaluates every part; a part that has been failing for less than its inertia is skipped. */
    public static List<EvaluatedCondition> judge(RegistryResult registry, Instant now) {
        var verdicts = new ArrayList<EvaluatedCondition>();
        for (var part : PARTS) {
            part.judge(registry.failuresOf(part.name()), now).ifPresent(verdicts::add);
        }
        verdicts.add(AZURE_STACK);
        return verdicts;
    }

    /** When the next inertia ends. */
    public static Optional<Instant> nextStep(RegistryResult registry, Instant now) {
        return PARTS.stream()
                .flatMap(
                        part ->
                                registry.failuresOf(part.name()).stream()
                                        .limit(1)
                                        .map(failure -> failure.since().plus(part.inertia())))
                .filter(step -> step.isAfter(now))
                .min(Comparator.naturalOrder());
    }
}
