package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may read and write which topic: {@code deploy/kafka/strimzi}. */
class KafkaUsersTest {

    private static final Set<String> EVENTS = names();

    private final KafkaUsers users = KafkaUsers.shipped();

    /** A service, what it reads and what it writes. */
    private record Service(String name, Set<String> reads, Set<String> writes) {}

    @Test
    void everyServiceOfTheChartHasItsUser() {
        var services =
                ChartTest.of(ChartTest.fleet(), "StatefulSet").stream()
                        .map(set -> set.at("/metadata/name").asText());

        assertThat(users.acls().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(services, Stream.of("regfleet")).toList());
    }

    @Test
    void mayReadAndWriteExactlyTheTopicsOfTheirServices() {
        for (var service : services()) {
            assertThat(allowed(service.name(), AclOperation.READ, EVENTS))
                    .as("%s reads", service.name())
                    .isEqualTo(service.reads());
            assertThat(allowed(service.name(), AclOperation.WRITE, EVENTS))
                    .as("%s writes", service.name())
                    .isEqualTo(service.writes());
        }
    }

    @Test
    void everyTopicIsWrittenAndReadBySomebody() {
        for (var topic : EVENTS) {
            for (var operation : List.of(AclOperation.READ, AclOperation.WRITE)) {
                assertThat(users.acls().keySet())
                        .as("%s %s", operation, topic)
                        .anyMatch(user -> users.allow(user, operation, topic));
            }
        }
    }

    /** A stage puts aside what it cannot read, and tells of its own failures in its result's. */
    @Test
    void stagesWriteDeadLettersOfWhatTheyReadAndDecide() {
        for (var stage : stages().entrySet()) {
            var definition = stage.getValue();
            var sources = new TreeSet<>(definition.inputs());
            sources.addAll(definition.outputs());
            var letters = EVENTS.stream().map(Topics::deadLetter).collect(Collectors.toSet());

            assertThat(allowed(stage.getKey(), AclOperation.WRITE, letters))
                    .isEqualTo(
                            sources.stream().map(Topics::deadLetter).collect(Collectors.toSet()));
        }
    }

    @Test
    void nobodyMayDoEverythingOrMakeOrDeleteTopicsOfTheFleet() {
        users.acls()
                .forEach(
                        (user, acls) ->
                                assertThat(acls)
                                        .as(user)
                                        .isNotEmpty()
                                        .allSatisfy(
                                                acl -> {
                                                    assertThat(acl.pattern().name())
                                                            .doesNotContain("*")
                                                            .matches("[a-z].*[a-z0-9.-]");
                                                    assertThat(acl.entry().operation())
                                                            .isNotIn(
                                                                    AclOperation.ALL,
                                                                    AclOperation.DELETE);
                                                }));
        for (var topic : EVENTS) {
            assertThat(users.acls().keySet())
                    .noneMatch(user -> users.allow(user, AclOperation.CREATE, topic))
                    .noneMatch(user -> users.allow(user, AclOperation.ALTER_CONFIGS, topic));
        }
    }

    @Test
    void prefixesReachNoFurtherThanTheFleetAndOneStage() {
        users.acls()
                .forEach(
                        (user, acls) ->
                                assertThat(acls)
                                        .filteredOn(
                                                acl ->
                                                        acl.pattern().patternType()
                                                                == PatternType.PREFIXED)
                                        .extracting(acl -> acl.pattern().name())
                                        .isSubsetOf("fleet.", changelogs(user)));
    }

    @Test
    void belongToTheKafkaThatIsShippedWithThem() {
        var kafka = ChartTest.of(KafkaUsers.text("kafka.yaml"), "Kafka").getFirst();
        var name = kafka.at("/metadata/name").asText();

        assertThat(kafka.at("/spec/kafka/authorization/type").asText()).isEqualTo("simple");
        assertThat(kafka.at("/spec/kafka/config").path("min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(kafka.at("/spec/kafka/listeners"))
                .isNotEmpty()
                .allSatisfy(
                        listener -> {
                            assertThat(listener.path("tls").asBoolean()).isTrue();
                            assertThat(listener.at("/authentication/type").asText())
                                    .isEqualTo("scram-sha-512");
                        });
        assertThat(ChartTest.of(KafkaUsers.text("kafka.yaml"), "KafkaNodePool"))
                .hasSize(2)
                .allSatisfy(pool -> assertThat(pool.at("/spec/replicas").asInt()).isEqualTo(3));
        for (var file : List.of("kafka.yaml", "users.yaml")) {
            assertThat(ChartTest.documents(KafkaUsers.text(file)))
                    .filteredOn(one -> !one.path("kind").asText().equals("Kafka"))
                    .allSatisfy(
                            one ->
                                    assertThat(
                                                    one.at("/metadata/labels")
                                                            .path("strimzi.io/cluster")
                                                            .asText())
                                            .isEqualTo(name));
        }
    }

    private static List<Service> services() {
        var services =
                new ArrayList<>(
                        List.of(
                                new Service(
                                        "cluster-watcher",
                                        Set.of(
                                                Topics.CLUSTERS,
                                                Topics.OBSERVATIONS,
                                                Topics.WATCHES),
                                        Set.of(Topics.OBSERVATIONS, Topics.WATCHES)),
                                new Service(
                                        "inventory",
                                        Set.of(
                                                Topics.CLUSTERS,
                                                Topics.WATCHES,
                                                Topics.INVENTORY,
                                                Topics.INVENTORY_EVENTS),
                                        Set.of(
                                                Topics.CLUSTERS,
                                                Topics.INVENTORY,
                                                Topics.INVENTORY_EVENTS)),
                                new Service(
                                        "fleet-policy",
                                        Set.of(
                                                Topics.CLUSTERS,
                                                Topics.PLATFORMS,
                                                Topics.STORAGE,
                                                Topics.STATUS,
                                                Topics.ASSIGNMENTS,
                                                Topics.POLICIES,
                                                Topics.POLICY_EVENTS),
                                        Set.of(
                                                Topics.ASSIGNMENTS,
                                                Topics.POLICIES,
                                                Topics.POLICY_EVENTS)),
                                new Service(
                                        "regfleet",
                                        EVENTS,
                                        Set.of(
                                                Topics.CLUSTERS,
                                                Topics.REQUESTS,
                                                Topics.INVENTORY_EVENTS,
                                                Topics.POLICY_EVENTS))));
        stages().forEach((name, definition) -> services.add(service(name, definition)));
        return services;
    }

    /**
     * A stage with its executor; status-reporter shows the whole log, and people's words go through
     * it.
     */
    private static Service service(String name, StageDefinition<?> stage) {
        var reads = new HashSet<>(stage.inputs());
        var writes = new HashSet<>(stage.outputs());
        if (stage.actionsTopic() != null) {
            reads.add(stage.actionsTopic());
            writes.add(Objects.requireNonNull(stage.outcomesTopic()));
        }
        if (name.equals("status-reporter")) {
            reads.addAll(EVENTS);
            writes.add(Topics.CLUSTERS);
            writes.add(Topics.INVENTORY_EVENTS);
            writes.add(Topics.POLICY_EVENTS);
        }
        return new Service(name, reads, writes);
    }

    private static Map<String, StageDefinition<?>> stages() {
        var images = new OperandImages("registry:1", "cli:1", "op:1", "0.0.1");
        return Map.of(
                "platform-detector", PlatformDefinition.create(),
                "storage-provisioner", StorageDefinition.create(OpenStackStorage.ASK),
                "registry-deployer", RegistryDefinition.create(images),
                "status-reporter", StatusDefinition.create("0.0.1"));
    }

    private static String changelogs(String user) {
        var stage = stages().get(user);
        return stage == null ? "fleet." : "registry-fleet-%s-".formatted(stage.stage().name());
    }

    private Set<String> allowed(String user, AclOperation operation, Set<String> topics) {
        return topics.stream()
                .filter(topic -> users.allow(user, operation, topic))
                .collect(Collectors.toSet());
    }

    private static Set<String> names() {
        return Topics.events().stream().map(TopicSpec::name).collect(Collectors.toSet());
    }
}
