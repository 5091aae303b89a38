package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.inventory.service.InventoryApplication;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.inventory.SimulatedHub;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A credential that a hub keeps, in whatever way, appears nowhere outside the hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubCanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> TYPES = List.of("argocd", "hive", "ocm", "labelled-secret");
    private static final List<String> CLUSTERS =
            List.of("of-argocd", "of-hive", "of-ocm", "of-labelled-secret");
    private static final String UNUSABLE = "canaryUnusable5C21D";
    private static final String WITNESS = "of-labelled-secret";

    private final Set<String> admitted = ConcurrentHashMap.newKeySet();
    private FaultLab lab;
    private Aviary aviary;
    private ConfigurableApplicationContext inventory;

    @BeforeAll
    void importClusters() {
        var lines = Aviary.listen();
        lab =
                FaultLab.withServices(
                        StoryBroker::start,
                        Map.of("fleet.access.hub", "kubeconfig:hub"),
                        PipelineSettings.nowhere());
        var canaries = new ArrayList<>(CLUSTERS.stream().map(HubCanaryIT::token).toList());
        canaries.add(UNUSABLE);
        aviary = Aviary.of(lab, canaries, lines);
        lab.log()
                .listen(
                        (topic, cluster, record) -> {
                            if (topic.equals(Topics.CLUSTERS)
                                    && record instanceof ClusterRegistration entry
                                    && entry.getAdmission() == Admission.ADMITTED) {
                                admitted.add(cluster);
                            }
                        });
        plant(lab.cluster("hub", ClusterProfile.empty()));
        inventory = InventoryApplication.application().run(arguments());
        await().atMost(PATIENCE).until(() -> admitted.containsAll(CLUSTERS));
        await().atMost(PATIENCE)
                .until(() -> aviary.page("status-reporter", "/api/inventory").contains("UserInfo"));
        await().atMost(PATIENCE)
                .until(() -> CLUSTERS.stream().allMatch(id -> lab.status(id).isPresent()));
    }

    @AfterAll
    void stop() {
        inventory.close();
        lab.close();
    }

    @Test
    void credentialsStayOutOfTheLog() {
        aviary.assertThatTheLogIsSilent(WITNESS);
    }

    @Test
    void credentialsStayOutOfExports(@TempDir Path folder) throws IOException {
        aviary.assertThatExportsAreSilent(folder.resolve("bundle"), WITNESS);
    }

    @Test
    void credentialsStayOutOfLogLines() {
        aviary.assertThatLogLinesAreSilent();
    }

    @Test
    void credentialsStayOutOfMetricsAndPages() {
        aviary.assertThatPagesAreSilent(CLUSTERS);
        assertThat(aviary.page("status-reporter", "/api/inventory"))
                .contains("ExecInSecret", "NoConfig", "UserInfo");
        var port =
                inventory.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        var metrics = Aviary.page(port, "/actuator/prometheus");
        assertThat(metrics).contains("registryfleet_inventory_clusters");
        aviary.assertThatNothingSings("metrics of the inventory", metrics);
        aviary.assertThatNothingSings(
                "health of the inventory", Aviary.page(port, "/actuator/health"));
    }

    private void plant(SimulatedCluster cluster) {
        var hub = new SimulatedHub(cluster);
        for (var id : CLUSTERS) {
            lab.cluster(
                    id,
                    ClusterProfile.demo(DemoPlatform.PLAIN_KUBERNETES, id),
                    ServerSettings.DEFAULT.withToken(token(id)));
        }
        argo(hub, "of-argocd", lab.address("of-argocd"), bearer(token("of-argocd")));
        hub.hive("of-hive", "", lab.clusterNamed("of-hive").kubeconfig());
        hub.managed("of-ocm", lab.address("of-ocm"), token("of-ocm"), Map.of());
        hub.labelled(
                WITNESS, Map.of(), Map.of("kubeconfig", lab.clusterNamed(WITNESS).kubeconfig()));
        // what cannot be taken in is named, without what it holds
        argo(hub, "no-json", lab.address("of-argocd"), UNUSABLE);
        argo(hub, "login", "https://u:" + UNUSABLE + "@host", bearer(UNUSABLE));
        argo(
                hub,
                "exec",
                lab.address("of-argocd"),
                "{\"execProviderConfig\":{\"command\":\"touch\",\"args\":[\"%s\"]}}"
                        .formatted(UNUSABLE));
        hub.labelled("no-yaml", Map.of(), Map.of("kubeconfig", "users: [" + UNUSABLE));
    }

    private static void argo(SimulatedHub hub, String name, String server, String config) {
        hub.argo(name, Map.of(), Map.of("name", name, "server", server, "config", config));
    }

    private static String bearer(String token) {
        return "{\"bearerToken\":\"" + token + "\"}";
    }

    private static String token(String cluster) {
        return "canaryToken5C21D" + cluster;
    }

    private String[] arguments() {
        var arguments = new ArrayList<String>();
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--fleet.kafka.bootstrap-servers=" + lab.bootstrapServers());
        arguments.add("--fleet.kafka.replication-factor=1");
        arguments.add(
                "--fleet.digest-key=file:" + LocalDigestKey.in(lab.workspace().root()).file());
        arguments.add("--fleet.access.kubeconfig-folder=" + lab.workspace().folder("clusters"));
        arguments.add("--fleet.access.hub=kubeconfig:hub");
        for (int i = 0; i < TYPES.size(); i++) {
            var source = "--fleet.inventory.sources[%d].".formatted(i);
            arguments.add(source + "name=" + TYPES.get(i));
            arguments.add(source + "type=" + TYPES.get(i));
            arguments.add(source + "namespaces=*");
        }
        return arguments.toArray(String[]::new);
    }
}
