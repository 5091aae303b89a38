package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;
import org.registryfleet.localfleet.inventory.SimulatedHub;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.regfleet.fleet.LoggedInventory;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.server.Fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What people see of the inventory and tell it, with a real Kafka. */
class InventoryCommandIT {
    private static final Instant BEGIN = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir Path folder;
    private LocalKafka kafka;
    private LoggedInventory journal;

    @BeforeEach
    void start() {
        kafka = LocalKafka.start(folder.resolve("kafka"));
        var log = KafkaAccess.of(kafka.bootstrapServers());
        try (var admin = log.admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1).withPartitions(2);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
        journal = new LoggedInventory(log);
        journal.write(new InventoryFact.Configured(BEGIN, SourceSettings.of("argo", "argocd", 0)));
        journal.write(new InventoryFact.Listed(BEGIN, "argo"));
        for (var n = 0; n < 5; n++) {
            var endpoint =
                    new ClusterEndpoint("argocd:x/c" + n, "https://c" + n, "", "TOKEN", null, "d");
            journal.write(
                    new InventoryFact.Found(
                            BEGIN,
                            "argo",
                            "Secret x/c" + n,
                            FoundCluster.of("c" + n, Map.of("env", "edge"), endpoint)));
        }
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void showsTheSourcesAndTakesDecisionsOfPeople() {
        assertThat(run("inventory", "sources").out()).contains("argo", "argocd", "ok");
        assertThat(run("inventory", "list", "--state", "probing").out())
                .contains("Secret x/c0", "c4");
        assertThat(run("inventory", "explain", "c1").out())
                .contains("Secret x/c1 of source argo: probing", "https://c1", "env=edge");
        assertThat(run("inventory", "explain", "nobody").exitStatus()).isEqualTo(3);
        assertThat(run("inventory", "list", "--source", "nobody").err()).contains("[argo]");

        assertThat(run("inventory", "forget", "c0", "--reason", "not ours").exitStatus()).isZero();
        assertThat(run("inventory", "list", "--state", "forgotten").out()).contains("c0");
        assertThat(run("inventory", "forget", "c0", "--reason", "twice").exitStatus()).isEqualTo(3);
        assertThat(
                        run("inventory", "adopt", "c0", "--source", "argo", "--reason", "ours")
                                .exitStatus())
                .isZero();
        assertThat(run("inventory", "list", "--state", "forgotten").out()).doesNotContain("c0");
    }

    @Test
    void confirmsOnlyTheNumberThatHasGone() {
        for (var n = 0; n < 4; n++) {
            journal.write(new InventoryFact.Gone(BEGIN, "argo", "Secret x/c" + n));
        }
        journal.write(new InventoryFact.Tick(BEGIN.plusSeconds(10)));

        assertThat(run("inventory", "sources").out()).contains("suspect", "--gone 4");
        var refused = run("inventory", "confirm", "argo", "--gone", "3", "--reason", "x");
        assertThat(refused.exitStatus()).isEqualTo(3);
        assertThat(refused.err()).contains("4 clusters have gone from argo, not 3");

        assertThat(run("inventory", "confirm", "argo", "--gone", "4", "--reason", "x").out())
                .contains("4 clusters to leave");
        assertThat(run("inventory", "list", "--state", "leaving").out())
                .contains("c0", "c1", "c2", "c3")
                .doesNotContain("c4");
    }

    @Test
    void plansWhatOtherSourcesWouldChangeAndWritesNothing() throws IOException {
        try (var fleet = SimulatedFleet.start()) {
            var cluster = fleet.addCluster("hub", ClusterProfile.empty());
            Files.writeString(folder.resolve("hub.kubeconfig"), cluster.kubeconfig());
            var hub = new SimulatedHub(cluster);
            var config = "{\"bearerToken\":\"a-secret-token\"}";
            hub.argo(
                    "new",
                    Map.of("env", "prod"),
                    Map.of("name", "new", "server", "https://new", "config", config));
            hub.argo("bare", Map.of(), Map.of("name", "bare", "server", "https://bare"));
            Files.writeString(
                    folder.resolve("sources.yaml"),
                    "sources: [{name: argo, type: argocd, namespaces: [argocd], labels: {copy: [env]}}]");
            var before = run("inventory", "list").out();

            var plan = plan();

            assertThat(plan.exitStatus()).isZero();
            assertThat(plan.out())
                    .containsPattern(
                            "comes +new +argo .*https://new, mode observe, labels .env=prod")
                    .containsPattern("changes +c0 .*labels .. → .env=edge")
                    .containsPattern("problem .*NoConfig")
                    .contains("source argo would be suspect")
                    .contains("1 cluster would come, 5 change, 0 leave")
                    .doesNotContain("a-secret-token");
            assertThat(run("inventory", "list").out()).isEqualTo(before);

            cluster.faults().always(new Fault.Answer(403, Duration.ZERO));
            var unreadable = plan();
            assertThat(unreadable.exitStatus()).isEqualTo(1);
            assertThat(unreadable.out()).contains("source argo would be unreadable");
        }
    }

    private CommandLineRun.Result plan() {
        return run("inventory", "plan", "-f", "sources.yaml", "--kubeconfig", "hub.kubeconfig");
    }

    private CommandLineRun.Result run(String... arguments) {
        var all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--kafka";
        all[arguments.length + 1] = kafka.bootstrapServers();
        return CommandLineRun.with(Map.of("USER", "eve"), folder, all);
    }
}
