package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.Verb;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

class ProviderKeySecretsTest {

    private static final String CANARY = "canary-5b20ac77";
    private static final SimulatedObjectRef SECRET =
            new SimulatedObjectRef("v1", "Secret", "ns", "keys");

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder);
        cluster.simulated()
                .apply(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void keepsKeysInTheClusterAndNowhereElse() {
        var outcome = execute(Map.of("file", CANARY));

        assertThat(secret().map(s -> decoded(s, "file"))).contains(CANARY);
        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(outcome.getFound()).contains("told ***", "\"facts\":{\"region\":\"r1\"}");
        assertThat(outcome.toString()).doesNotContain(CANARY);
    }

    @Test
    void writesNothingTwice() {
        execute(Map.of("file", CANARY));
        cluster.simulated().requests().reset();

        execute(Map.of("file", CANARY));

        assertThat(cluster.simulated().requests().writes()).isZero();
    }

    @Test
    void changesOneKeyAndLeavesTheOthers() {
        execute(Map.of("one", "first-value", "two", "second-value"));

        execute(Map.of("one", "other-value"));

        assertThat(decoded(secret().orElseThrow(), "one")).isEqualTo("other-value");
        assertThat(decoded(secret().orElseThrow(), "two")).isEqualTo("second-value");
    }

    @Test
    void takesTheSecretAwayWithItsLastKey() {
        execute(Map.of("one", "first-value", "two", "second-value"));

        execute(Map.of("one", ""));
        assertThat(secret().orElseThrow().path("data").has("one")).isFalse();
        execute(Map.of("two", ""));

        assertThat(secret()).isEmpty();
        assertThat(execute(Map.of("two", "")).getResult()).isEqualTo(OutcomeResult.DONE);
    }

    @Test
    void leavesTheSecretOfSomebodyElseAlone() {
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'keys','namespace':'ns'},'stringData':{'file':'mine'}}"));

        var outcome = execute(Map.of("file", CANARY));

        assertThat(decoded(secret().orElseThrow(), "file")).isEqualTo("mine");
        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("NotOurs");
        assertThat(outcome.getFound()).isEmpty();
    }

    private Optional<? extends JsonNode> secret() {
        return cluster.simulated().get(SECRET);
    }

    private static String decoded(JsonNode secret, String key) {
        return new String(
                Base64.getDecoder().decode(secret.path("data").path(key).asText()),
                StandardCharsets.UTF_8);
    }

    private Outcome execute(Map<String, String> keys) {
        var executor =
                new ActionExecutor(
                        cluster.connections(),
                        () -> Instant.EPOCH,
                        _ ->
                                new ExternalResourceResult.Done(
                                        JsonNodeFactory.instance
                                                .objectNode()
                                                .put("said", "told " + CANARY),
                                        keys,
                                        Map.of("region", "r1")));
        var bucket = new ObjectKey("outside.registryfleet.org/v1", "Bucket", "", "ibmcos/b");
        var action =
                Actions.action(Verb.CREATE, bucket)
                        .setBody(
                                json("{'spec':{'keys':{'namespace':'ns','name':'keys'}}}")
                                        .toString())
                        .build();
        return executor.execute(action, Actions.CAUSE);
    }
}
