package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.execution.Actions.configMap;
import static org.registryfleet.clusteraccess.execution.Actions.secret;
import static org.registryfleet.clusteraccess.execution.Actions.substitution;
import static org.registryfleet.clusteraccess.execution.Namespace.map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Secret values are injected right before the call, and nowhere else. */
class SecretSubstitutionTest {

    @TempDir Path folder;
    private Namespace namespace;

    @BeforeEach
    void start() {
        namespace = new Namespace(folder);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void joinsValuesOfSeveralSources() {
        source();
        var action =
                Actions.create(
                        configMap("joined"),
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'joined','namespace':'ns'},"
                                + "'data':{'ca':'hmac:%s~%1$s'}}".formatted("0".repeat(32)));
        action.setSubstitutions(
                List.of(
                        substitution("/data/ca", secret("s"), "/data/token", ValueEncoding.PLAIN),
                        substitution("/data/ca", null, "append:text:known", ValueEncoding.PLAIN),
                        substitution(
                                "/data/ca",
                                secret("s"),
                                "append:/data/token",
                                ValueEncoding.PLAIN)));

        assertThat(namespace.execute(action).getResult()).isEqualTo(OutcomeResult.DONE);
        var joined =
                namespace
                        .cluster()
                        .get(SimulatedObjectRef.of("v1", "ConfigMap", "ns", "joined"))
                        .orElseThrow();
        assertThat(joined.at("/data/ca").asText())
                .isEqualTo("topsecret-value\nknown\ntopsecret-value");
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

        assertThat(namespace.execute(action).getResult()).isEqualTo(OutcomeResult.DONE);
        var copy =
                namespace
                        .cluster()
                        .get(SimulatedObjectRef.of("v1", "Secret", "ns", "copy"))
                        .orElseThrow();
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

        var outcome = namespace.execute(action);

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("SourceMissing");
    }

    /** What somebody else has put into a list that is written as a whole stays as it is. */
    @Test
    void keepsAValueOfTheObjectItself() {
        var seen = namespace.apply(map("{'theirs':'token topsecret-value','ours':'1'}"));
        var action =
                Actions.patch(
                        configMap("m"),
                        seen,
                        "{'data':{'theirs':'token hmac:%s','ours':'2'}}".formatted("0".repeat(32)));
        action.setSubstitutions(
                List.of(
                        substitution(
                                "/data/theirs",
                                configMap("m"),
                                "/data/theirs",
                                ValueEncoding.PLAIN)));

        assertThat(namespace.execute(action).getResult()).isEqualTo(OutcomeResult.DONE);
        var data = namespace.map().orElseThrow().path("data");
        assertThat(data.path("theirs").asText()).isEqualTo("token topsecret-value");
        assertThat(data.path("ours").asText()).isEqualTo("2");
    }

    @Test
    void leavesACreateToANewDecisionWhenItsSourceHasChanged() {
        source();
        var action =
                Actions.create(configMap("m"), map("{'a':'hmac:%s'}".formatted("0".repeat(32))));
        var place = substitution("/data/a", secret("s"), "/data/token", ValueEncoding.PLAIN);
        place.setSourceVersion("1");
        action.setSubstitutions(List.of(place));

        var outcome = namespace.execute(action);

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("SourceChanged");
        assertThat(namespace.map()).isEmpty();
    }

    @Test
    void neverWritesADigestInPlaceOfASecret() {
        var outcome =
                namespace.execute(
                        Actions.create(
                                configMap("m"),
                                map("{'a':'x hmac:%s'}".formatted("0".repeat(32)))));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("BadAction");
        assertThat(namespace.map()).isEmpty();
    }

    private void source() {
        namespace.apply(
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'ns'},'data':{'token':'%s','x':''}}"
                        .formatted(encoded("topsecret-value")));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private static String decoded(ObjectNode secret, String key) {
        return new String(Base64.getDecoder().decode(secret.path("data").path(key).asText()));
    }
}
