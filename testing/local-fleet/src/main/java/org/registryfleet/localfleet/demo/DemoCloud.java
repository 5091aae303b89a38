package org.registryfleet.localfleet.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.util.Map;
import java.util.Optional;

/** The simulated cloud of the demonstration's clusters; no request leaves this machine. */
final class DemoCloud {

    private DemoCloud() {}

    /** What the cloud-credential operator would have minted, and a space for its buckets. */
    static void open(DemoCluster cluster, SimulatedFleet fleet, SimulatedCloud cloud) {
        var minted = DemoCredentials.of(cluster);
        if (!minted.isEmpty()) {
            cloud.space(cluster.id());
            fleet.cluster(cluster.id()).apply(secret(minted));
        }
    }

    static EndpointOverride detour(SimulatedCloud cloud) {
        return (cluster, host) ->
                cloud.has(cluster)
                        ? Optional.of(cloud.address(cluster))
                        : PipelineSettings.nowhere().of(cluster, host);
    }

    private static ObjectNode secret(Map<String, String> values) {
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata")
                .put("name", "installer-cloud-credentials")
                .put("namespace", "openshift-image-registry");
        var data = secret.putObject("stringData");
        values.forEach(data::put);
        return secret;
    }
}
