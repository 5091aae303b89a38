package org.registryfleet.platformdetector.decision;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the platform from the status of the Infrastructure object (storage specification, section
 * 1.1). The deprecated {@code status.platform} only produces a warning and is never used.
 */
final class InfrastructureFinding {

    static final ObjectRef REF =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    /** The section and field of the status that name a region. */
    private static final List<String> REGIONS =
            List.of(
                    "aws/region",
                    "gcp/region",
                    "ibmcloud/location",
                    "powervs/region",
                    "alibabaCloud/region");

    private InfrastructureFinding() {}

    static PlatformFinding of(Observed infrastructure) {
        var status = infrastructure.status();
        if (status.isMissingNode() || status.isEmpty()) {
            // the status of a new object is written after the object itself
            return PlatformFinding.undetermined(
                    List.of("Infrastructure cluster status is empty"),
                    List.of("The Infrastructure object has no status yet"));
        }
        if (!status.path("platformStatus").isObject()) {
            return withoutPlatform(status);
        }
        var evidence = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var platform = platform(status, evidence, warnings);
        var region = region(status, evidence);
        var name = status.path("infrastructureName").asText("");
        if (!name.isEmpty()) {
            evidence.add("Infrastructure cluster status.infrastructureName=" + name);
        }
        return new PlatformFinding(
                PlatformSource.INFRASTRUCTURE,
                platform,
                region,
                name,
                isSingleReplica(status, evidence),
                evidence,
                warnings);
    }

    /** Whether the control plane, and with it the operator, runs in another cluster. */
    static boolean isHosted(Observed infrastructure) {
        return infrastructure.status().path("controlPlaneTopology").asText().equals("External");
    }

    /** It is written later, and nothing is chosen before. */
    private static PlatformFinding withoutPlatform(JsonNode status) {
        var deprecated = status.path("platform").asText("");
        return PlatformFinding.undetermined(
                List.of("Infrastructure cluster has no status.platformStatus"),
                List.of(
                        "The Infrastructure object has no platformStatus yet: nothing is chosen"
                                + " before it has"
                                + (deprecated.isEmpty()
                                        ? ""
                                        : " (the deprecated status.platform says "
                                                + deprecated
                                                + ")")));
    }

    private static String platform(JsonNode status, List<String> evidence, List<String> warnings) {
        var type = status.path("platformStatus").path("type");
        if (type.isTextual()) {
            evidence.add("Infrastructure cluster status.platformStatus.type=" + type.textValue());
            return type.textValue();
        }
        evidence.add("Infrastructure cluster has no status.platformStatus.type");
        warnings.add("The Infrastructure object names no platform: it counts as unknown");
        return "";
    }

    private static String region(JsonNode status, List<String> evidence) {
        for (var place : REGIONS) {
            var region = status.at("/platformStatus/" + place).asText("");
            if (!region.isEmpty()) {
                evidence.add(
                        "Infrastructure cluster status.platformStatus."
                                + place.replace('/', '.')
                                + "="
                                + region);
                return region;
            }
        }
        return "";
    }

    private static boolean isSingleReplica(JsonNode status, List<String> evidence) {
        var topology = status.path("infrastructureTopology").asText("");
        if (topology.isEmpty()) {
            return false;
        }
        evidence.add("Infrastructure cluster status.infrastructureTopology=" + topology);
        return topology.equals("SingleReplica");
    }
}
