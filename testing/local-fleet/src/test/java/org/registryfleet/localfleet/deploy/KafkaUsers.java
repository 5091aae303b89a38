package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The KafkaUsers of {@code deploy/kafka/strimzi}, with the ACLs that Strimzi makes of them. */
final class KafkaUsers {

    static final Path FOLDER = Path.of("..", "..", "deploy", "kafka", "strimzi");

    private final Map<String, List<AclBinding>> acls = new TreeMap<>();

    private KafkaUsers() {}

    static KafkaUsers shipped() {
        var users = new KafkaUsers();
        for (var user : ChartTest.of(text("users.yaml"), "KafkaUser")) {
            var name = user.at("/metadata/name").asText();
            assertThat(users.acls).doesNotContainKey(name);
            users.acls.put(name, acls(name, user.at("/spec/authorization")));
        }
        return users;
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** ACLs by user. */
    Map<String, List<AclBinding>> acls() {
        return acls;
    }

    /** Whether the user may do this to the topic. */
    boolean allow(String user, AclOperation operation, String topic) {
        return acls.getOrDefault(user, List.of()).stream()
                .anyMatch(
                        acl ->
                                acl.pattern().resourceType() == ResourceType.TOPIC
                                        && acl.entry().operation() == operation
                                        && covers(acl.pattern(), topic));
    }

    private static boolean covers(ResourcePattern pattern, String topic) {
        return pattern.patternType() == PatternType.PREFIXED
                ? topic.startsWith(pattern.name())
                : topic.equals(pattern.name());
    }

    private static List<AclBinding> acls(String user, JsonNode authorization) {
        assertThat(authorization.path("type").asText()).isEqualTo("simple");
        var acls = new ArrayList<AclBinding>();
        for (var acl : authorization.path("acls")) {
            var resource = pattern(acl.path("resource"));
            for (var operation : acl.path("operations")) {
                acls.add(
                        new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        "User:" + user,
                                        "*",
                                        operation(operation.asText()),
                                        AclPermissionType.ALLOW)));
            }
        }
        return List.copyOf(acls);
    }

    private static ResourcePattern pattern(JsonNode resource) {
        var type = ResourceType.fromString(resource.path("type").asText());
        var pattern =
                switch (resource.path("patternType").asText()) {
                    case "literal" -> PatternType.LITERAL;
                    case "prefix" -> PatternType.PREFIXED;
                    case String other -> throw new IllegalArgumentException(other);
                };
        assertThat(type).isIn(ResourceType.TOPIC, ResourceType.GROUP);
        return new ResourcePattern(type, resource.path("name").asText(), pattern);
    }

    /** Strimzi writes DescribeConfigs, Kafka DESCRIBE_CONFIGS. */
    private static AclOperation operation(String word) {
        var operation =
                AclOperation.fromString(
                        word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        assertThat(operation).as(word).isNotEqualTo(AclOperation.UNKNOWN);
        return operation;
    }
}
