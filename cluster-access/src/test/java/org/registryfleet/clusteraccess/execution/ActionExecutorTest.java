package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;
import static org.registryfleet.clusteraccess.execution.Actions.configMap;
import static org.registryfleet.clusteraccess.execution.Actions.secret;
import static org.registryfleet.clusteraccess.execution.Actions.substitution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.Action;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.events.Verb;
import org.registryfleet.simulated.ObjectRef;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

class ActionExecutorTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ObjectRef MAP = ObjectRef.of("v1", "ConfigMap", "ns", "m");

    @TempDir Path folder;
    private Cluster cluster;
    private ActionExecutor executor;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder);
        cluster.simulated()
                .apply(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}"));
        executor = new ActionExecutor(cluster.connections(), () -> NOW);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void createsAnObjectAndTellsItsVersion() {
        var outcome = execute(Actions.create(configMap("m"), map("{'a':'1'}")));

        var created = cluster.simulated().get(MAP).orElseThrow();
        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(outcome.getUid()).isEqualTo(created.at("/metadata/uid").asText());
        assertThat(outcome.getResourceVersion())
                .isEqualTo(created.at("/metadata/resourceVersion").asText());
        assertThat(outcome.getFinishedAt()).isEqualTo(NOW);
        assertThat(outcome.getCause()).isEqualTo(Actions.CAUSE);
    }

    @Test
    void leavesACreateForLaterWhenTheObjectExists() {
        existing();

        var outcome = execute(Actions.create(configMap("m"), map("{'a':'2'}")));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("AlreadyExists");
    }

    @Test
    void refusesACreateInAMissingNamespace() {
        var key = new ObjectKey("v1", "ConfigMap", "nowhere", "m");
        var outcome =
                execute(
                        Actions.create(
                                key,
                                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'nowhere'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }

    @Test
    void patchesOnlyTheVersionTheDecisionSaw() {
        var seen = existing();
        cluster.simulated().patch(MAP, json("{'data':{'user':'edit'}}"));

        var outcome = execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("Conflict");
        assertThat(cluster.simulated().get(MAP).orElseThrow().at("/data/a").asText())
                .isEqualTo("1");
    }

    @Test
    void patchesTheObjectAndItsStatus() {
        var seen = existing();

        var patched = execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(patched.getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(cluster.simulated().get(MAP).orElseThrow().at("/data/a").asText())
                .isEqualTo("2");

        var operator =
                new ObjectKey("config.openshift.io/v1", "ClusterOperator", "", "image-registry");
        var made =
                cluster.simulated()
                        .apply(
                                json(
                                        "{'apiVersion':'config.openshift.io/v1','kind':'ClusterOperator','metadata':{'name':'image-registry'},'spec':{}}"));
        var status =
                Actions.patch(
                        operator,
                        made,
                        "{'status':{'versions':[{'name':'operator','version':'1'}]}}");
        status.setVerb(Verb.PATCH_STATUS);
        assertThat(execute(status).getResult()).isEqualTo(OutcomeResult.DONE);
        assertThat(
                        cluster.simulated()
                                .get(
                                        ObjectRef.of(
                                                "config.openshift.io/v1",
                                                "ClusterOperator",
                                                "image-registry"))
                                .orElseThrow()
                                .at("/status/versions/0/version")
                                .asText())
                .isEqualTo("1");
    }

    @Test
    void leavesAPatchOfAVanishedObjectForLater() {
        var seen = existing();
        cluster.simulated().delete(MAP);

        var outcome = execute(Actions.patch(configMap("m"), seen, "{'data':{'a':'2'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }

    @Test
    void deletesOnlyTheVersionTheDecisionSaw() {
        var seen = existing();
        cluster.simulated().patch(MAP, json("{'data':{'user':'edit'}}"));

        assertThat(execute(delete(seen, "")).getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(cluster.simulated().get(MAP)).isPresent();

        var fresh = cluster.simulated().get(MAP).orElseThrow();
        assertThat(
                        execute(
                                        delete(
                                                fresh,
                                                "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}"))
                                .getResult())
                .isEqualTo(OutcomeResult.DONE);
        assertThat(cluster.simulated().get(MAP)).isEmpty();
    }

    @Test
    void findsNothingLeftToDelete() {
        var seen = existing();
        cluster.simulated().delete(MAP);

        assertThat(execute(delete(seen, "")).getResult()).isEqualTo(OutcomeResult.DONE);
    }

    @Test
    void putsSecretValuesInRightBeforeTheCall() {
        source();
        var action =
                Actions.create(
                        secret("copy"),
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'copy','namespace':'ns'},"
                                + "'data':{'token':'hmac:%s','file':'hmac:%s','made':'hmac:%s'}}"
                                        .formatted("0".repeat(32), "1".repeat(32), "2".repeat(32)));
        action.setSubstitutions(
                List.of(
                        substitution(
                                "/data/token", secret("s"), "/data/token", ValueEncoding.BASE64),
                        substitution(
                                "/data/file",
                                secret("s"),
                                "template:[default]\nkey = {/data/token}\n",
                                ValueEncoding.BASE64),
                        substitution("/data/made", null, "random-hex:64", ValueEncoding.BASE64)));

        assertThat(execute(action).getResult()).isEqualTo(OutcomeResult.DONE);
        var copy =
                cluster.simulated().get(ObjectRef.of("v1", "Secret", "ns", "copy")).orElseThrow();
        assertThat(decoded(copy, "token")).isEqualTo("topsecret-value");
        assertThat(decoded(copy, "file")).isEqualTo("[default]\nkey = topsecret-value\n");
        assertThat(decoded(copy, "made")).matches("[0-9a-f]{128}");
    }

    @ParameterizedTest
    @CsvSource({"absent,/data/token", "s,/data/absent"})
    void waitsForAMissingSource(String name, String pointer) {
        source();
        var action =
                Actions.create(secret("copy"), map("{'a':'hmac:%s'}".formatted("0".repeat(32))));
        action.setSubstitutions(
                List.of(substitution("/data/a", secret(name), pointer, ValueEncoding.PLAIN)));

        var outcome = execute(action);

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("SourceMissing");
    }

    @Test
    void neverWritesADigestInPlaceOfASecret() {
        var outcome =
                execute(
                        Actions.create(
                                configMap("m"),
                                map("{'a':'x hmac:%s'}".formatted("0".repeat(32)))));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("BadAction");
        assertThat(cluster.simulated().get(MAP)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429,LATER,7000",
        "500,LATER,7000",
        "503,LATER,7000",
        "403,REFUSED,7000",
        "413,REFUSED,7000"
    })
    void sortsErrorsIntoRefusedAndLater(int code, OutcomeResult result, long retryAfter) {
        cluster.simulated().faults().always(new Fault.Answer(code, Duration.ofSeconds(7)));

        var outcome = execute(Actions.create(configMap("m"), map("{}")));

        assertThat(outcome.getResult()).isEqualTo(result);
        assertThat(outcome.getCode()).isEqualTo(code);
        assertThat(outcome.getRetryAfterMillis()).isEqualTo(retryAfter);
    }

    @Test
    void givesUpOnAServerThatHangs() {
        cluster.simulated().faults().always(new Fault.Hang());

        var outcome = execute(Actions.create(configMap("m"), map("{}")));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("Timeout");
    }

    @Test
    void tellsWhenNobodyAnswers() {
        cluster.simulated().faults().always(new Fault.Refusal());
        assertThat(execute(Actions.create(configMap("m"), map("{}"))).getReason())
                .isEqualTo("Unreachable");
    }

    @Test
    void asksTheClusterForKindsItDoesNotKnow() {
        var outcome =
                execute(
                        Actions.create(
                                new ObjectKey("example.org/v1", "Widget", "", "w"),
                                "{'apiVersion':'example.org/v1','kind':'Widget','metadata':{'name':'w'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }

    private Outcome execute(Action action) {
        return executor.execute(action, Actions.CAUSE);
    }

    private Action delete(ObjectNode seen, String options) {
        return Actions.action(Verb.DELETE, configMap("m"))
                .setUid(seen.at("/metadata/uid").asText())
                .setResourceVersion(seen.at("/metadata/resourceVersion").asText())
                .setBody(options)
                .build();
    }

    private ObjectNode existing() {
        return cluster.simulated().apply(json(map("{'a':'1'}")));
    }

    private void source() {
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'ns'},'data':{'token':'%s','x':''}}"
                                        .formatted(encoded("topsecret-value"))));
    }

    private static String map(String data) {
        return "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'ns'},'data':%s}"
                .formatted(data);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private static String decoded(ObjectNode secret, String key) {
        return new String(Base64.getDecoder().decode(secret.path("data").path(key).asText()));
    }
}
