package org.registryfleet.localfleet.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Admission;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.events.InventoryState;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryChange;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.stream.InventoryEventCodec;
import org.registryfleet.inventory.stream.InventoryRecords;
import org.registryfleet.localfleet.fault.LogScan;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Clusters of hubs become clusters of the fleet. */
class ImportIT {

    private final HubLab lab =
            new HubLab(
                    HubLab.source(HubLab.settings("argo", "argocd", 0)),
                    HubLab.source(HubLab.settings("hive", "hive", 1)),
                    HubLab.source(HubLab.settings("ocm", "ocm", 2)),
                    HubLab.source(HubLab.settings("labelled", "labelled-secret", 3)));

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void takesInWhatFourSourcesDescribe() {
        for (var id : new String[] {"a", "h", "m", "s"}) {
            lab.member(id);
        }
        lab.argo("prod-eu", "a", "'env':'prod','argocd.argoproj.io/x':'y'");
        hive("h", "Running");
        managed("m");
        lab.secret(
                "fleet",
                "small",
                "'fleet.registryfleet.org/cluster':'true'",
                Map.of("kubeconfig", lab.fleet.kubeconfig("s")));

        for (var cluster : new String[] {"prod-eu", "h", "m", "small"}) {
            lab.awaitAdmission(cluster, Admission.ADMITTED);
        }
        var argo = lab.registrations.get("prod-eu");
        assertThat(argo.getCredential()).isEqualTo("argocd:argocd/prod-eu");
        assertThat(argo.getLabels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("env", "prod", "site", "hq"));
        assertThat(argo.getClusterUid()).isNotEmpty();
        assertThat(argo.getMode()).isEqualTo(OwnershipMode.OBSERVE);
        assertThat(lab.registrations.get("h").getCredential())
                .isEqualTo("secret:hive-h/h-admin#kubeconfig");
        assertThat(lab.registrations.get("h").getHibernating()).isFalse();
        assertThat(lab.registrations.get("m").getCredential()).isEqualTo("msa:m/registry-fleet");
        assertThat(lab.registrations.get("small").getCredential()).isEqualTo("secret:fleet/small");
        nothingSecretIsInTheLog();

        hive("h", "Hibernating");
        await().atMost(HubLab.PATIENCE).until(() -> lab.registrations.get("h").getHibernating());
        assertThat(lab.registrations.get("h").getAdmission()).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void namesWhatItCannotTakeInAndTakesTheRest() {
        lab.member("a");
        var server = lab.fleet.baseUrl("a");
        var canary = HubLab.CANARY + "bad";
        lab.argo("good", "a", "");
        lab.argo("no-config", Map.of("name", "no-config", "server", server), "");
        lab.argo("no-json", Map.of("name", "no-json", "server", server, "config", canary), "");
        lab.argo("login", argoData("login", "https://u:" + canary + "@host", "{}"), "");
        lab.argo("file", argoData("file", "file:///" + canary, "{}"), "");
        lab.argo("insecure", argoData("insecure", server, tls("\"insecure\": true")), "");
        lab.argo(
                "exec",
                argoData(
                        "exec",
                        server,
                        "{\"execProviderConfig\": {\"command\": \"touch\", \"args\": [\""
                                + canary
                                + "\"]}}"),
                "");
        lab.argo(
                "scoped",
                Map.of("name", "scoped", "server", server, "namespaces", "a,b", "config", "{}"),
                "");
        lab.argo("nameless", argoData("---", server, "{\"bearerToken\": \"" + canary + "\"}"), "");

        lab.awaitAdmission("good", Admission.ADMITTED);
        await().atMost(HubLab.PATIENCE)
                .until(() -> lab.sources.get("argo").getProblems().size() >= 8);
        var argo = lab.sources.get("argo");
        assertThat(argo.getState()).isEqualTo(InventoryState.OK);
        assertThat(argo.getProblems())
                .extracting(problem -> problem.getRef() + " " + problem.getReason().split(":")[0])
                .contains(
                        "Secret argocd/no-config NoConfig",
                        "Secret argocd/no-json NoConfig",
                        "Secret argocd/login UserInfo",
                        "Secret argocd/file NoServer",
                        "Secret argocd/insecure InsecureTls",
                        "Secret argocd/exec ExecInSecret",
                        "Secret argocd/scoped NamespaceScoped",
                        "Secret argocd/nameless NameUnusable");
        assertThat(lab.registrations).containsOnlyKeys("good");
        nothingSecretIsInTheLog();
    }

    @Test
    void aHubThatCannotBeReadChangesNothingAndARestartWritesNothing() {
        lab.member("a");
        lab.argo("a", "a", "'env':'edge'");
        lab.awaitAdmission("a", Admission.ADMITTED);
        lab.hub
                .faults()
                .when(
                        call -> call.path().contains("secrets"),
                        new Fault.Answer(403, Duration.ZERO));
        lab.hub.watches().dropAll();
        lab.awaitState("argo", InventoryState.UNREADABLE);
        var written = lab.clusterRecords.size();

        lab.hub.faults().clear();
        lab.awaitState("argo", InventoryState.OK);
        lab.restartInventory();
        lab.argo("a", "a", "'env':'prod'");
        await().atMost(HubLab.PATIENCE)
                .until(() -> "prod".equals(lab.registrations.get("a").getLabels().get("env")));

        assertThat(lab.clusterRecords).hasSize(written + 1);
    }

    @Test
    void aRotatedTokenIsOneMoreRegistrationAndNoNewList() {
        lab.member("a");
        lab.argo("a", "a", "");
        lab.awaitAdmission("a", Admission.ADMITTED);
        await().atMost(HubLab.PATIENCE)
                .until(() -> lists("a") == lab.fleet.cluster("a").watches().count());
        var written = lab.clusterRecords.size();
        var before = lab.registrations.get("a");
        var lists = lists("a");

        lab.argo(
                "a",
                argoData(
                        "a",
                        lab.fleet.baseUrl("a"),
                        "{\"bearerToken\": \"%s\", \"x\": 1}".formatted(HubLab.token("a"))),
                "");

        await().atMost(HubLab.PATIENCE).until(() -> lab.clusterRecords.size() > written);
        var after = lab.registrations.get("a");
        assertThat(after.getCredentialDigest())
                .startsWith("hmac:")
                .isNotEqualTo(before.getCredentialDigest());
        assertThat(after.getAdmission()).isEqualTo(Admission.ADMITTED);
        assertThat(lab.clusterRecords).hasSize(written + 1);
        // one list of one kind asks whether the cluster was restored while the watches were away
        assertThat(lists("a")).isLessThanOrEqualTo(lists + 1);
    }

    /**
     * Lists that were answered: kinds that a cluster does not have are asked for again and again.
     */
    private long lists(String cluster) {
        return lab.fleet.cluster(cluster).requests().recent().stream()
                .filter(request -> request.call().verb() == Verb.LIST && request.code() == 200)
                .count();
    }

    @Test
    void clustersThatVanishTogetherStayUntilTheirNumberIsConfirmed() {
        for (var n = 0; n < 5; n++) {
            lab.member("c" + n);
            lab.argo("c" + n, "c" + n, "");
        }
        for (var n = 0; n < 5; n++) {
            lab.awaitAdmission("c" + n, Admission.ADMITTED);
        }

        for (var n = 0; n < 4; n++) {
            lab.hub.delete(secret("c" + n));
        }
        lab.awaitState("argo", InventoryState.SUSPECT);

        assertThat(lab.registrations.values())
                .hasSize(5)
                .allMatch(one -> one.getAdmission() == Admission.ADMITTED);

        lab.command(new InventoryFact.Confirmed(Instant.now(), "argo", 4, "eve", "torn down"));

        for (var n = 0; n < 4; n++) {
            lab.awaitAdmission("c" + n, Admission.LEAVING);
        }
        assertThat(lab.registrations.get("c4").getAdmission()).isEqualTo(Admission.ADMITTED);
        theSameJournalGivesTheSameRegistrations();
    }

    /**
     * Replay: the facts of the journal give, byte for byte, what was registered of each cluster.
     */
    private void theSameJournalGivesTheSameRegistrations() {
        var events = Events.singleObject();
        var again = new HashMap<String, List<String>>();
        var inventory = new FleetInventory();
        for (var record : LogScan.topic(lab.kafka.bootstrapServers(), Topics.INVENTORY_EVENTS)) {
            var event = events.decode(record.value(), InventoryEvent.class);
            for (var change : inventory.apply(InventoryEventCodec.decode(event))) {
                if (change instanceof InventoryChange.Registered registered) {
                    var registration = InventoryRecords.of(registered);
                    again.computeIfAbsent(registration.getCluster(), _ -> new ArrayList<>())
                            .add(hex(events.encode(registration)));
                }
            }
        }

        // clusters are in different partitions, between which there is no order
        var written =
                lab.clusterRecords.stream()
                        .collect(
                                groupingBy(
                                        ConsumerRecord::key,
                                        mapping(record -> hex(record.value()), toList())));
        assertThat(again).isNotEmpty().isEqualTo(written);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void hive(String id, String powerState) {
        new SimulatedHub(lab.hub).hive(id, powerState, lab.fleet.kubeconfig(id));
    }

    private void managed(String id) {
        new SimulatedHub(lab.hub).managed(id, lab.fleet.baseUrl(id), HubLab.token(id), Map.of());
    }

    private static Map<String, String> argoData(String name, String server, String config) {
        return Map.of("name", name, "server", server, "config", config);
    }

    private static String tls(String config) {
        return "{\"tlsClientConfig\": {" + config + "}}";
    }

    private void nothingSecretIsInTheLog() {
        var base64 = HubLab.encoded(HubLab.CANARY).substring(0, 12);
        assertThat(LogScan.everything(lab.kafka.bootstrapServers()))
                .isNotEmpty()
                .noneMatch(record -> holds(record, HubLab.CANARY))
                .noneMatch(record -> holds(record, base64));
    }

    private static boolean holds(ConsumerRecord<String, byte[]> record, String text) {
        return record.value() != null
                && new String(record.value(), StandardCharsets.ISO_8859_1).contains(text);
    }

    static SimulatedObjectRef secret(String name) {
        return SimulatedObjectRef.of("v1", "Secret", "argocd", name);
    }
}
