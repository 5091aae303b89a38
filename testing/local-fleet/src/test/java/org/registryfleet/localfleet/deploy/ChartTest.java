package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The charts, rendered by Helm itself. */
class ChartTest {

    private static final Path CHARTS = Path.of("..", "..", "deploy", "helm").toAbsolutePath();
    private static final ObjectMapper YAML = new YAMLMapper();

    @Test
    void lintFindsNothing() {
        var result = new Helm(CHARTS.resolve("managed-cluster")).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void refusesToBeInstalledWithoutWhatItCannotKnow() {
        assertThatThrownBy(() -> new Helm(CHARTS.resolve("registry-fleet")).template().call())
                .hasMessageContainingAll(
                        "digestKeySecret", "kafka/bootstrapServers", "release/registryImage");
    }

    @Test
    void refusesServicesThatEverybodyMayAskUnlessThatIsSaid() {
        assertThatThrownBy(() -> chart().set("http.tokensSecret", "").call())
                .hasMessageContaining("give tokensSecret or issuer");
        assertThat(chart().set("http.tokensSecret", "").set("http.anonymous", "true").call())
                .contains("FLEET_HTTP_ANONYMOUS");
    }

    @Test
    void speaksTlsAndLogsPrometheusIn() {
        var manifests =
                chart().set("http.tlsSecret", "certificate")
                        .set("http.issuer", "https://login.example")
                        .set("kafka.clientSecret", "kafka-client")
                        .set("monitoring.tokenSecret.name", "prometheus")
                        .call();

        for (var set : of(manifests, "StatefulSet")) {
            var container = set.at("/spec/template/spec/containers/0");
            assertThat(container.at("/readinessProbe/httpGet/scheme").asText()).isEqualTo("HTTPS");
            assertThat(container.path("env").findValuesAsText("name"))
                    .contains(
                            "SERVER_SSL_CERTIFICATE",
                            "FLEET_HTTP_TOKENS",
                            "FLEET_HTTP_ISSUER",
                            "FLEET_KAFKA_CLIENT_FILE");
            assertThat(container.path("volumeMounts").findValuesAsText("name"))
                    .contains("http-tokens", "http-tls", "kafka-client");
        }
        var endpoint = of(manifests, "ServiceMonitor").getFirst().at("/spec/endpoints/0");
        assertThat(endpoint.path("scheme").asText()).isEqualTo("https");
        assertThat(endpoint.at("/authorization/credentials/name").asText()).isEqualTo("prometheus");
    }

    @Test
    void runsEveryServiceWithoutMoreRightsThanItNeeds() {
        var sets = of(fleet(), "StatefulSet");

        assertThat(sets).hasSize(7);
        for (var set : sets) {
            var pod = set.at("/spec/template/spec");
            var container = pod.at("/containers/0");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotBlank();
            assertThat(container.has("readinessProbe")).isTrue();
        }
        assertThat(of(fleet(), "PodDisruptionBudget")).hasSize(5);
        assertThat(of(fleet(), "NetworkPolicy")).isNotEmpty();
    }

    /** Who digests secrets, and who compares with such digests. */
    @Test
    void givesTheDigestKeyToWhoNeedsIt() {
        assertThat(of(fleet(), "StatefulSet"))
                .filteredOn(set -> set.toString().contains("FLEET_DIGEST_KEY"))
                .allSatisfy(set -> assertThat(set.toString()).contains("\"digest-key\""))
                .extracting(set -> set.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("cluster-watcher", "inventory", "storage-provisioner");
    }

    @Test
    void givesThePreviousKeyBesideItWhileTheKeyIsReplaced() {
        assertThat(of(fleet(), "StatefulSet"))
                .noneMatch(set -> set.toString().contains("PREVIOUS_DIGEST_KEY"));
        assertThat(of(chart().set("previousDigestKeySecret", "old-key").call(), "StatefulSet"))
                .filteredOn(set -> set.toString().contains("FLEET_PREVIOUS_DIGEST_KEY"))
                .allSatisfy(set -> assertThat(set.toString()).contains("\"old-key\""))
                .extracting(set -> set.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("cluster-watcher", "inventory", "storage-provisioner");
    }

    @Test
    void readsOnTheHubOnlyTheSecretsThatAreNamed() {
        var roles = of(fleet(), "Role");

        assertThat(of(fleet(), "ClusterRole")).isEmpty();
        assertThat(roles).hasSize(1);
        assertThat(roles.getFirst().path("rules").toString())
                .isEqualTo(
                        "[{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"resourceNames\":[\"site-a\"],\"verbs\":[\"get\",\"watch\"]}]");
    }

    @Test
    void readsSourcesOfClustersWhereTheyAreNamedOnly() {
        var manifests =
                chart().set("inventory.sources[0].name", "argo")
                        .set("inventory.sources[0].type", "argocd")
                        .set("inventory.sources[0].namespaces[0]", "argocd")
                        .set("inventory.sources[1].name", "acm")
                        .set("inventory.sources[1].type", "ocm")
                        .set("inventory.sources[1].namespaces[0]", "*")
                        .set("inventory.hubs.prod", "kubeconfig:prod")
                        .call();

        assertThat(of(manifests, "StatefulSet"))
                .filteredOn(set -> set.at("/metadata/name").asText().equals("inventory"))
                .singleElement()
                .satisfies(
                        set -> {
                            assertThat(set.toString()).contains("digest-key", "/run/inventory");
                            assertThat(set.at("/spec/replicas").asInt()).isEqualTo(1);
                        });
        assertThat(of(manifests, "StatefulSet"))
                .filteredOn(set -> set.toString().contains("FLEET_ACCESS_HUBS_PROD"))
                .hasSize(5);
        assertThat(of(manifests, "ConfigMap"))
                .filteredOn(map -> map.at("/metadata/name").asText().equals("inventory"))
                .singleElement()
                .extracting(map -> map.at("/data/inventory.yaml").asText())
                .asString()
                .contains("type: argocd");
        assertThat(of(manifests, "Role"))
                .filteredOn(role -> role.at("/metadata/namespace").asText().equals("argocd"))
                .extracting(role -> role.path("rules").toString())
                .containsExactlyInAnyOrder(
                        "[{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\",\"list\",\"watch\"]}]",
                        "[{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}]");
        assertThat(of(manifests, "ClusterRole"))
                .extracting(role -> role.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "registry-fleet-acm-inventory",
                        "registry-fleet-acm-credentials",
                        "registry-fleet-acm-clusters")
                .allSatisfy(name -> assertThat(name).startsWith("registry-fleet-acm"));
        assertThat(of(manifests, "ClusterRole").toString())
                .doesNotContain("create", "patch", "update", "delete");
    }

    @Test
    void bringsRulesAndDashboards() {
        var alerts =
                of(fleet(), "PrometheusRule").stream()
                        .flatMap(rule -> rule.findValuesAsText("alert").stream())
                        .toList();

        assertThat(alerts)
                .contains("RegistryRemoved", "CredentialEnds", "EventsUnprocessed")
                .hasSize(28);
        assertThat(of(fleet(), "ConfigMap")).hasSize(5);
        assertThat(of(fleet(), "ServiceMonitor")).hasSize(1);
    }

    @Test
    void makesTheTopicsAsTheServicesWould() {
        var made = new TreeMap<String, Map<String, String>>();
        of(fleet(), "KafkaTopic")
                .forEach(
                        topic ->
                                made.put(
                                        topic.at("/metadata/name").asText(),
                                        config(topic.at("/spec/config"))));

        assertThat(made)
                .isEqualTo(
                        Topics.all().stream()
                                .collect(
                                        Collectors.toMap(
                                                TopicSpec::name, ChartTest::asServicesMakeIt)));
    }

    /** With the settings that Kafka's clients read from the files that are mounted. */
    @Test
    void logsEachServiceInAsItsOwnUser(@TempDir Path folder) throws IOException {
        var manifests =
                chart().set("kafka.strimziUsers.enabled", "true")
                        .set("kafka.strimziUsers.cluster", "fleet")
                        .call();

        assertThat(of(manifests, "StatefulSet"))
                .allSatisfy(
                        set ->
                                assertThat(set.at("/spec/template/spec/volumes").toString())
                                        .contains(
                                                "{\"name\":\"%s\",\"items\":[{\"key\":\"sasl.jaas.config\""
                                                        .formatted(
                                                                set.at("/metadata/name").asText()),
                                                "fleet-cluster-ca-cert"));
        var settings =
                of(manifests, "ConfigMap").stream()
                        .filter(map -> map.at("/metadata/name").asText().equals("kafka-client"))
                        .map(map -> map.path("data").path("client.properties").asText())
                        .collect(Collectors.joining());
        Files.writeString(folder.resolve("sasl.jaas.config"), "the login");
        var file =
                Files.writeString(
                        folder.resolve("client.properties"),
                        settings.replace("/run/secrets/kafka", folder.toString()));
        assertThat(KafkaAccess.of("kafka:9093", file).file())
                .containsEntry("sasl.jaas.config", "the login")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        assertThatThrownBy(
                        () ->
                                chart().set("kafka.strimziUsers.enabled", "true")
                                        .set("kafka.clientSecret", "kafka-client")
                                        .call())
                .hasMessageContaining("not both");
    }

    private static Map<String, String> asServicesMakeIt(TopicSpec topic) {
        var config = new TreeMap<>(topic.config(TopicSettings.DEFAULT));
        config.put(
                "min.insync.replicas", Integer.toString(TopicSettings.DEFAULT.minInSyncReplicas()));
        return config;
    }

    @Test
    void aManagedClusterGrantsToWatchWhatIsWatchedAndNoWildcard() {
        var rules =
                Stream.of("ClusterRole", "Role")
                        .flatMap(kind -> of(managedCluster(), kind).stream())
                        .flatMap(role -> stream(role.path("rules")))
                        .toList();

        assertThat(rules.toString()).doesNotContain("*");
        for (var watched : WatchedKinds.all()) {
            assertThat(rules)
                    .as(watched.description())
                    .anyMatch(rule -> grantsToWatch(rule, watched));
        }
    }

    @Test
    void bringsTheRegistrysApiOnlyWhenThatIsSaid() {
        assertThat(of(managedCluster(), "CustomResourceDefinition")).isEmpty();

        var definitions =
                of(
                        new Helm(CHARTS.resolve("managed-cluster"))
                                .template()
                                .set("customResourceDefinitions", "true")
                                .call(),
                        "CustomResourceDefinition");

        assertThat(definitions)
                .extracting(definition -> definition.at("/metadata/name").asText())
                .containsExactly(
                        "configs.imageregistry.operator.openshift.io",
                        "imagepruners.imageregistry.operator.openshift.io");
        assertThat(definitions)
                .allSatisfy(
                        definition ->
                                assertThat(definition.at("/metadata/annotations").toString())
                                        .isEqualTo("{\"helm.sh/resource-policy\":\"keep\"}"));
        var spec = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";
        assertThat(definitions.getFirst().at(spec + "/required").toString())
                .isEqualTo("[\"replicas\"]");
        assertThat(definitions.getFirst().at(spec + "/properties/storage/properties").size())
                .isEqualTo(9);
    }

    private static boolean grantsToWatch(JsonNode rule, WatchedKind watched) {
        var version = watched.kind().apiVersion();
        var group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        return texts(rule.path("apiGroups")).contains(group)
                && texts(rule.path("resources")).contains(watched.kind().plural())
                && texts(rule.path("verbs")).containsAll(List.of("get", "list", "watch"));
    }

    static String fleet() {
        return chart().call();
    }

    static TemplateCommand chart() {
        return new Helm(CHARTS.resolve("registry-fleet"))
                .template()
                .withName("fleet")
                .withNamespace("registry-fleet")
                .set("kafka.bootstrapServers", "kafka:9092")
                .set("kafka.strimziTopics.enabled", "true")
                .set("kafka.strimziTopics.cluster", "kafka")
                .set("digestKeySecret", "digest-key")
                .set("credentialSecrets[0]", "site-a")
                .set("http.tokensSecret", "tokens")
                .set("release.version", "4.20.0")
                .set("release.registryImage", "registry:1")
                .set("release.prunerImage", "cli:1")
                .set("release.operatorImage", "op:1")
                .set("monitoring.serviceMonitors", "true")
                .set("monitoring.rules", "true");
    }

    @Test
    void observingNeedsNoRightButToSee() {
        var observed =
                new Helm(CHARTS.resolve("managed-cluster"))
                        .template()
                        .set("mode", "observe")
                        .call();
        var full = managedCluster();

        for (var kind : List.of("ClusterRole", "Role")) {
            assertThat(of(observed, kind))
                    .isNotEmpty()
                    .isEqualTo(
                            of(full, kind).stream()
                                    .filter(
                                            role ->
                                                    role.at("/metadata/name")
                                                            .asText()
                                                            .equals("registry-fleet-observer"))
                                    .toList());
        }
        assertThat(documents(observed))
                .flatExtracting(role -> role.findValues("verbs"))
                .allSatisfy(
                        verbs ->
                                assertThat(verbs)
                                        .extracting(JsonNode::asText)
                                        .containsExactly("get", "list", "watch"));
    }

    static String managedCluster() {
        return new Helm(CHARTS.resolve("managed-cluster")).template().call();
    }

    static List<JsonNode> of(String manifests, String kind) {
        return documents(manifests).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    static List<JsonNode> documents(String manifests) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
            return documents.readAll().stream().filter(document -> document.has("kind")).toList();
        } catch (IOException notYaml) {
            throw new IllegalStateException(notYaml);
        }
    }

    private static Map<String, String> config(JsonNode config) {
        return config.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
