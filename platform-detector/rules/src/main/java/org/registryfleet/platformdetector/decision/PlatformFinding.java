package org.registryfleet.platformdetector.decision;

import java.util.List;

/**
 * What one source states about the platform.
 *
 * @param platform spelled as in the Infrastructure object; empty if unknown
 * @param region empty when the source does not name one
 * @param evidence object and field of every fact used
 */
public record PlatformFinding(
        PlatformSource source,
        String platform,
        String region,
        String infrastructureName,
        boolean singleReplicaTopology,
        List<String> evidence,
        List<String> warnings) {

    public PlatformFinding {
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    /** Not known yet. */
    public static PlatformFinding undetermined(List<String> evidence, List<String> warnings) {
        return new PlatformFinding(
                PlatformSource.UNDETERMINED, "", "", "", false, evidence, warnings);
    }
}
