package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;
import static org.registryfleet.clusteraccess.execution.Actions.secret;
import static org.registryfleet.clusteraccess.execution.Actions.substitution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.events.Verb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class OutsideActionsTest {

    private static final ObjectKey BUCKET =
            new ObjectKey("outside.registryfleet.org/v1", "Bucket", "", "s3/b");
    private static final String DIGEST = "hmac:0123456789abcdef0123456789abcdef";
    private static final String CANARY = "canary-2f7a91c04d";

    private final AtomicReference<ExternalResourceRequest> called = new AtomicReference<>();

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder);
        cluster.simulated()
                .apply(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}"));
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'ns'},'stringData':{'key':'"
                                        + CANARY
                                        + "'}}"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void handsTheSecretToTheExecutorAndShowsOnlyItsDigest() {
        var status = JsonNodeFactory.instance.objectNode().put("exists", true);
        status.putObject("tagging").put("message", "cannot use " + CANARY + " for this");

        var outcome = execute(call -> new ExternalResourceResult.Done(status));

        assertThat(called.get().wanted().at("/spec/credentials/key").asText()).isEqualTo(CANARY);
        assertThat(called.get().toString()).doesNotContain(CANARY);
        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(outcome.getFound()).contains(DIGEST, "\"exists\":true", "cannot use ***");
        assertThat(outcome.toString()).doesNotContain(CANARY);
    }

    @Test
    void leavesDigestsWholeThatHoldAShortSecretByChance() {
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'ns'},'stringData':{'key':'ab'}}"));
        var status =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("credentialsDigest", DIGEST)
                        .put("m", "ab");

        var found = execute(_ -> new ExternalResourceResult.Done(status)).getFound();

        assertThat(found).contains("\"credentialsDigest\":\"" + DIGEST, "\"m\":\"***\"");
    }

    @Test
    void handsOverAValueAsYamlTextWhereThatIsAskedFor() {
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'ns'},'stringData':{'key':'123'}}"));

        execute(
                "yaml:/data/key",
                _ -> new ExternalResourceResult.Done(JsonNodeFactory.instance.objectNode()));

        assertThat(called.get().wanted().at("/spec/credentials/key").asText()).isEqualTo("\"123\"");
    }

    @Test
    void quotesAServerWithoutTheSecret() {
        var outcome =
                execute(
                        _ ->
                                new ExternalResourceResult.Failed(
                                        true,
                                        403,
                                        "InvalidAccessKeyId",
                                        "no such key: " + CANARY,
                                        Duration.ofSeconds(3)));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("InvalidAccessKeyId");
        assertThat(outcome.getMessage()).isEqualTo("no such key: ***");
        assertThat(outcome.getRetryAfterMillis()).isEqualTo(3000);
        assertThat(outcome.getFound()).isEmpty();
    }

    private Outcome execute(ExternalResourceExecutor outside) {
        return execute("/data/key", outside);
    }

    private Outcome execute(String pointer, ExternalResourceExecutor outside) {
        var executor =
                new ActionExecutor(
                        cluster.connections(),
                        () -> Instant.EPOCH,
                        call -> {
                            called.set(call);
                            return outside.carryOut(call);
                        });
        var action =
                Actions.action(Verb.CREATE, BUCKET)
                        .setBody(
                                json("{'spec':{'bucket':'b','credentials':{'key':'"
                                                + DIGEST
                                                + "'}}}")
                                        .toString())
                        .setSubstitutions(
                                List.of(
                                        substitution(
                                                "/spec/credentials/key",
                                                secret("s"),
                                                pointer,
                                                ValueEncoding.PLAIN)))
                        .build();
        return executor.execute(action, Actions.CAUSE);
    }
}
