package org.registryfleet.registrydeployer.decision;

import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.stage.ledger.ContestedField;

import java.time.Instant;
import java.util.List;

/**
 * The operand of one cluster for one generation of its Config: the result of this stage.
 *
 * @param configUid empty while there is no Config
 * @param error why the registry does not match the Config
 * @param generations generations of the workloads after our last write, by resource
 * @param failures parts that could not be applied, including the registry itself
 * @param release whose images are deployed; empty for the standard release and where somebody else
 *     deploys
 * @param counted checksums of object contents that trigger a rollout
 * @param contested fields of the operand that another writer keeps changing
 */
public record RegistryState(
        String configUid,
        long configGeneration,
        Phase phase,
        RegistryError error,
        List<AppliedGeneration> generations,
        List<PartFailure> failures,
        String release,
        List<String> warnings,
        List<ContestedField> contested,
        RolloutChecksums counted) {

    public RegistryState {
        generations = List.copyOf(generations);
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
        contested = List.copyOf(contested);
    }

    RegistryState withCounted(RolloutChecksums contents) {
        return new RegistryState(
                configUid,
                configGeneration,
                phase,
                error,
                generations,
                failures,
                release,
                warnings,
                contested,
                contents);
    }

    /**
     * How far the registry proper has come.
     *
     * <pre>
     * UNKNOWN ──Config──► WAITING ──storage ready──► APPLYING ◄──drift── APPLIED
     *                                                  │  └──all seen──────► ▲
     *                                                  └──refused──► FAILED ─┘
     * any ──Removed──► REMOVING ──all gone──► REMOVED        any ──Unmanaged──► UNMANAGED
     * </pre>
     */
    public enum Phase {
        UNKNOWN,
        WAITING,
        APPLYING,
        APPLIED,
        FAILED,
        REMOVING,
        REMOVED,
        UNMANAGED
    }

    /** Whether an error is transient. */
    public enum ErrorClass {
        NONE,
        PERMANENT,
        TRANSIENT
    }

    /** An error with the wording of the reference operator. */
    public record RegistryError(ErrorClass errorClass, String reason, String message) {

        public static RegistryError none() {
            return new RegistryError(ErrorClass.NONE, "", "");
        }

        static RegistryError verification(String message) {
            return new RegistryError(ErrorClass.PERMANENT, "VerificationFailed", message);
        }

        static RegistryError applying(String message) {
            return new RegistryError(ErrorClass.TRANSIENT, "Error", message);
        }
    }

    /** The generation of an object when it last matched the desired state. */
    public record AppliedGeneration(
            String group, String resource, String namespace, String name, long lastGeneration) {}

    /**
     * A part that could not be applied.
     *
     * @param part registry, nodeca, imageconfig, certificates or pruner
     * @param since time of its first failure
     * @param permanent only somebody's edit helps
     */
    public record PartFailure(String part, String message, Instant since, boolean permanent) {}
}
