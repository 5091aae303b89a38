package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A simulated cluster without anybody who looks after it, known by the kubeconfig "c1". */
final class ClusterUnderTest implements AutoCloseable {

    static final String CLAIMS =
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s, namespace: openshift-image-registry}, spec: {accessModes: [%s], resources: {requests: {storage: 100Gi}}}}";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final SimulatedCluster cluster;

    ClusterUnderTest(Path kubeconfigs) {
        this(kubeconfigs, ClusterProfile.empty());
    }

    ClusterUnderTest(Path kubeconfigs, ClusterProfile profile) {
        cluster = fleet.addCluster("c1", profile);
        write(kubeconfigs.resolve("c1"), cluster.kubeconfig());
        with("{apiVersion: v1, kind: Namespace, metadata: {name: kube-system}}");
        with("{apiVersion: v1, kind: Namespace, metadata: {name: openshift-image-registry}}");
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Further clusters of the fleet, with their kubeconfigs. */
    void more(Path kubeconfigs, List<String> names) {
        for (var name : names) {
            var other = fleet.addCluster(name, ClusterProfile.empty());
            write(kubeconfigs.resolve(name), other.kubeconfig());
        }
    }

    ClusterUnderTest with(String yaml) {
        try {
            cluster.apply((ObjectNode) YAML.readTree(yaml));
            return this;
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    ClusterUnderTest config(String spec) {
        return with(
                "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name: cluster}, spec: %s}"
                        .formatted(spec));
    }

    ClusterUnderTest claim(String name, String mode) {
        return with(CLAIMS.formatted(name, mode));
    }

    JsonNode spec() {
        return cluster.get(CONFIG).orElseThrow().path("spec");
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    long writes() {
        return cluster.requests().count(Verb.CREATE)
                + cluster.requests().count(Verb.PATCH)
                + cluster.requests().count(Verb.DELETE);
    }

    @Override
    public void close() {
        fleet.close();
    }
}
