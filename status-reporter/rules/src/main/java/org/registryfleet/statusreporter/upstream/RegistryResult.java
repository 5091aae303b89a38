package org.registryfleet.statusreporter.upstream;

import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.statusreporter.upstream.StorageResult.Basis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the registry stage said about one generation of the Config.
 *
 * @param release whose images are deployed; empty when it did not say
 */
public record RegistryResult(
        Basis basis,
        PartProgress progress,
        UpstreamApplyError error,
        List<AppliedGeneration> generations,
        List<PartFailure> failures,
        List<ContestedField> contested,
        String release) {

    public RegistryResult {
        generations = List.copyOf(generations);
        failures = List.copyOf(failures);
        contested = List.copyOf(contested);
    }

    /** Without contested fields. */
    public RegistryResult(
            Basis basis,
            PartProgress progress,
            UpstreamApplyError error,
            List<AppliedGeneration> generations,
            List<PartFailure> failures) {
        this(basis, progress, error, generations, failures, List.of(), "");
    }

    /** The generation of an operand object at its last write. */
    public record AppliedGeneration(
            String group, String resource, String namespace, String name, long lastGeneration) {}

    /**
     * A part of the operand that could not be applied.
     *
     * @param part registry, nodeca, imageconfig, certificates, observer or pruner
     * @param since when its first attempt failed
     * @param permanent only somebody's edit helps
     */
    public record PartFailure(String part, String message, Instant since, boolean permanent) {

        /** One that may go away by itself. */
        public PartFailure(String part, String message, Instant since) {
            this(part, message, since, false);
        }
    }

    /** The failures of one part, oldest first. */
    public List<PartFailure> failuresOf(String part) {
        return failures.stream()
                .filter(failure -> failure.part().equals(part))
                .sorted(Comparator.comparing(PartFailure::since))
                .toList();
    }
}
