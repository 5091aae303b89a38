package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.Cluster.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Identity;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.Verb;
import org.registryfleet.simulated.server.Fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class IdentityTokensTest {

    private static final Identity PLATFORM =
            new Identity("ns", List.of("operator", "registry"), "openshift");
    private static final String PATH = "/api/v1/namespaces/ns/serviceaccounts/";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<Token> tokens = new ArrayList<>();

    @TempDir Path folder;
    private Cluster cluster;
    private ActionExecutor executor;
    private boolean isRefused;

    @BeforeEach
    void start() {
        cluster = new Cluster(folder);
        cluster.simulated()
                .apply(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'ns'}}"));
        executor =
                new ActionExecutor(
                        cluster.connections(),
                        now::get,
                        call -> {
                            var token = call.tokens().token(PLATFORM);
                            tokens.add(token);
                            return isRefused
                                    ? new ExternalResourceResult.Failed(
                                            true,
                                            403,
                                            "AccessDenied",
                                            "no: " + value(token),
                                            Duration.ZERO)
                                    : new ExternalResourceResult.Done(
                                            JsonNodeFactory.instance
                                                    .objectNode()
                                                    .put("said", "hello " + value(token)));
                        });
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void asksForATokenOfTheFirstAccountThatExists() {
        account("registry");

        execute();

        var claims =
                json(
                        new String(
                                Base64.getUrlDecoder()
                                        .decode(value(tokens.getFirst()).split("\\.")[1]),
                                StandardCharsets.UTF_8));
        assertThat(claims.path("sub").asText()).isEqualTo("system:serviceaccount:ns:registry");
        assertThat(claims.at("/aud/0").asText()).isEqualTo("openshift");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(requests()).containsExactly("operator 404", "registry 201");
    }

    @Test
    void keepsATokenUntilFourFifthsOfItsTimeAreOver() {
        account("operator");

        execute();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(47)));
        execute();
        assertThat(requests()).hasSize(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        execute();

        assertThat(requests()).hasSize(2);
    }

    @Test
    void asksAnewWhenTheCloudDidNotAcceptTheToken() {
        account("operator");
        isRefused = true;

        execute();
        execute();

        assertThat(requests()).hasSize(2);
    }

    @Test
    void neverShowsAToken() {
        account("operator");

        var done = execute();
        isRefused = true;
        var refused = execute();

        assertThat(done.getFound()).contains("hello ***");
        assertThat(refused.getMessage()).isEqualTo("no: ***");
        assertThat(tokens.toString() + done + refused).doesNotContain(value(tokens.getFirst()));
    }

    @Test
    void saysThatThereIsNoAccount() {
        execute();

        assertThat(tokens.getFirst())
                .isEqualTo(
                        new Token.Unavailable(
                                true,
                                404,
                                "NoServiceAccount",
                                "no token for the cloud can be requested: of the service accounts"
                                        + " operator, registry none exists in the namespace ns"));
    }

    @Test
    void saysWhatTheClusterRefuses() {
        account("operator");
        cluster.simulated().faults().next(1, _ -> true, new Fault.Answer(403, Duration.ZERO));

        execute();

        assertThat(tokens.getFirst())
                .isEqualTo(new Token.Unavailable(true, 403, "Forbidden", "fault on demand"));
    }

    private static String value(Token token) {
        return token instanceof Token.Issued(var value) ? value : "none";
    }

    private void account(String name) {
        cluster.simulated()
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'"
                                        + name
                                        + "','namespace':'ns'}}"));
    }

    private List<String> requests() {
        return cluster.simulated().requests().recent().stream()
                .filter(request -> request.call().path().endsWith("/token"))
                .map(
                        request ->
                                request.call().path().replace(PATH, "").replace("/token", "")
                                        + " "
                                        + request.code())
                .toList();
    }

    private Outcome execute() {
        var bucket = new ObjectKey("outside.registryfleet.org/v1", "Bucket", "", "s3/b");
        var action = Actions.action(Verb.CREATE, bucket).setBody("{\"spec\":{}}").build();
        return executor.execute(action, Actions.CAUSE);
    }
}
