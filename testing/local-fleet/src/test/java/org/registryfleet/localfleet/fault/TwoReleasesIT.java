package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two clusters of different releases in one fleet, one of which is upgraded. */
class TwoReleasesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OLD = "4.19.8";
    private static final String NEXT = "4.20.1";
    private static final String STANDARD = "4.21.3";
    private static final SimulatedObjectRef VERSION = config("ClusterVersion", "version");
    private static final SimulatedObjectRef GATES = config("FeatureGate", "cluster");
    private static final SimulatedObjectRef IMAGE = config("Image", "cluster");
    private static final SimulatedObjectRef OPERATOR = config("ClusterOperator", "image-registry");
    private static final SimulatedObjectRef NODE_CA =
            SimulatedObjectRef.of("apps/v1", "DaemonSet", FaultLab.REGISTRY, "node-ca");
    private static final SimulatedObjectRef PRUNER =
            SimulatedObjectRef.of("batch/v1", "CronJob", FaultLab.REGISTRY, "image-pruner");

    private FaultLab lab;
    private SimulatedCluster old;
    private SimulatedCluster standard;

    /** Summaries of the old cluster, each once in a row. */
    private final List<String> summaries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        lab =
                FaultLab.withReleases(
                        new Releases(
                                images(STANDARD), Map.of(OLD, images(OLD), NEXT, images(NEXT))));
        old = cluster("old", OLD, "{'name':'ImageStreamImportMode'}");
        standard = cluster("standard", STANDARD, "");
        lab.log()
                .listen(
                        (_, id, record) -> {
                            if (id.equals(old.id()) && record instanceof ClusterStatus status) {
                                told(status.getSummary());
                            }
                        });
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void eachGetsItsOwnAndAnUpgradeIsNoFault() {
        lab.register(old);
        lab.register(standard);
        await().atMost(PATIENCE).until(() -> lab.isSettled(old.id(), "Available"));
        await().atMost(PATIENCE).until(() -> lab.isSettled(standard.id(), "Available"));
        assertDeployed(old, OLD);
        assertDeployed(standard, STANDARD);
        assertThat(importMode(old)).isEqualTo("PreserveOriginal");
        assertThat(importMode(standard)).isEmpty();
        summaries.clear();

        version(old, NEXT, "'%s','%s'".formatted(NEXT, OLD), "True");

        await().atMost(PATIENCE).until(() -> operatorVersion(old).equals(NEXT));
        await().atMost(PATIENCE).until(() -> lab.isSettled(old.id(), "Upgrading"));
        assertDeployed(old, NEXT);
        assertThat(lab.status(old.id()).orElseThrow().getMessage()).contains("upgraded to " + NEXT);
        assertThat(summaries).containsOnly("Upgrading");

        version(old, NEXT, "'%s','%s'".formatted(NEXT, OLD), "False");

        await().atMost(PATIENCE).until(() -> lab.isSettled(old.id(), "Available"));
        assertThat(summaries).containsExactly("Upgrading", "Available");
        assertDeployed(standard, STANDARD);
    }

    private void told(String summary) {
        if (summaries.isEmpty() || !summaries.getLast().equals(summary)) {
            summaries.add(summary);
        }
    }

    private SimulatedCluster cluster(String id, String release, String gates) {
        var cluster = lab.cluster(id, DemoPlatform.OVIRT);
        version(cluster, release, "'%s'".formatted(release), "False");
        cluster.patchStatus(
                GATES,
                FaultLab.json(
                        "{'status':{'featureGates':[{'version':'%s','enabled':[%s],'disabled':[]}]}}"
                                .formatted(release, gates)));
        return cluster;
    }

    private static void version(
            SimulatedCluster cluster, String desired, String history, String progressing) {
        var entries =
                history.replaceAll(
                        "('[^']+')",
                        "{'version':$1,'state':'Completed','verified':true,'image':'i','startedTime':'2026-01-01T00:00:00Z','completionTime':'2026-01-01T01:00:00Z'}");
        cluster.patchStatus(
                VERSION,
                FaultLab.json(
                        "{'status':{'desired':{'version':'%s','image':'i','architecture':'Multi'},'history':[%s],'conditions':[{'type':'Progressing','status':'%s','lastTransitionTime':'%s'}]}}"
                                .formatted(
                                        desired,
                                        entries,
                                        progressing,
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS))));
    }

    private static void assertDeployed(SimulatedCluster cluster, String release) {
        assertThat(image(cluster, FaultLab.DEPLOYMENT, "/spec/template"))
                .isEqualTo("registry:" + release);
        assertThat(image(cluster, NODE_CA, "/spec/template")).isEqualTo("op:" + release);
        assertThat(image(cluster, PRUNER, "/spec/jobTemplate/spec/template"))
                .isEqualTo("cli:" + release);
        assertThat(operatorVersion(cluster)).isEqualTo(release);
    }

    private static String image(SimulatedCluster cluster, SimulatedObjectRef ref, String template) {
        return find(cluster, ref).at(template + "/spec/containers/0/image").asText();
    }

    private static String operatorVersion(SimulatedCluster cluster) {
        return find(cluster, OPERATOR)
                .at("/status/versions")
                .valueStream()
                .filter(one -> one.path("name").asText().equals("operator"))
                .map(one -> one.path("version").asText())
                .findFirst()
                .orElse("");
    }

    private static String importMode(SimulatedCluster cluster) {
        return find(cluster, IMAGE).at("/status/imageStreamImportMode").asText();
    }

    private static JsonNode find(SimulatedCluster cluster, SimulatedObjectRef ref) {
        return cluster.get(ref).<JsonNode>map(one -> one).orElse(MissingNode.getInstance());
    }

    private static SimulatedObjectRef config(String kind, String name) {
        return SimulatedObjectRef.of("config.openshift.io/v1", kind, name);
    }

    private static OperandImages images(String release) {
        return new OperandImages("registry:" + release, "cli:" + release, "op:" + release, release);
    }
}
