package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.web.RunningSite.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.fleetpolicy.policy.PolicyDocument;
import org.registryfleet.fleetpolicy.policy.PolicyPlan;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Applied;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Deleted;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Stepped;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.fleetpolicy.stream.RolloutRecords;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.PolicyFixture;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Policies as an operator's client hands them in. */
class PolicyCommandsOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "token-of-the-operator";
    private static final String VIEWER = "token-of-the-viewer";
    private static final String UNLUCKY = "unlucky";

    @TempDir static Path folder;
    private static final List<Commanded> LOG = new ArrayList<>();
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, PolicyConfiguration.class})
    static class Service {

        @Bean
        PolicyWriter log() {
            return command -> {
                if (command.command().policy().equals(UNLUCKY)) {
                    throw new IllegalStateException("Kafka at secret-host is away");
                }
                LOG.add(command);
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        var tokens = folder.resolve("tokens");
        Files.writeString(tokens, "operator otto %s\nviewer wall %s\n".formatted(OPERATOR, VIEWER));
        service =
                new SpringApplicationBuilder(Service.class)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.main.banner-mode=off",
                                "--spring.jmx.enabled=false",
                                "--fleet.http.tokens=file:" + tokens);
        var view = service.getBean(FleetView.class);
        view.report(RolloutRecords.read(PolicyFixture.waiting()));
        var members = service.getBean(FleetMembers.class);
        members.take("alpha", PolicyFixture.registration("alpha"));
        members.take("alpha", PolicyFixture.config("alpha", 3));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingIsWritten() {
        LOG.clear();
    }

    @Test
    void takesANewPolicyThatInforms() throws Exception {
        var answer =
                put(
                        "quiet",
                        "",
                        "{'document':%s,'reason':'to see'}"
                                .formatted(document("quiet", "inform", 2)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var told = JSON.readTree(answer.body());
        assertThat(LOG)
                .singleElement()
                .isInstanceOfSatisfying(
                        Applied.class,
                        applied -> {
                            assertThat(applied.replaces()).isZero();
                            assertThat(applied.consent()).isEmpty();
                            assertThat(applied.command().by()).isEqualTo("otto");
                            assertThat(applied.command().reason()).isEqualTo("to see");
                            assertThat(applied.command().id())
                                    .isEqualTo(told.path("command").asText());
                        });
        assertThat(told.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void enforcesWhatSomebodyHasConfirmed() throws Exception {
        var body = "{'document':%s,'confirmed':true}".formatted(document("edge", "enforce", 2));

        assertThat(put("edge", "\"3\"", body).statusCode()).isEqualTo(202);
        assertThat(LOG)
                .singleElement()
                .isInstanceOfSatisfying(
                        Applied.class,
                        applied -> {
                            assertThat(applied.replaces()).isEqualTo(3);
                            assertThat(applied.consent()).isEqualTo("confirmed");
                        });
    }

    @Test
    void enforcesThePlanThatSomebodyHasSeenAndNoOther() throws Exception {
        var document = document("edge", "enforce", 2);
        var policy = PolicyDocument.read(JSON.readTree(document.replace('\'', '"')));
        var members = service.getBean(FleetMembers.class);
        var hash = PolicyPlan.of(List.of(policy), members.all()).hash();

        var moved = put("edge", "\"3\"", "{'document':%s,'planHash':'abc'}".formatted(document));
        assertThat(problem(moved, 409).path("detail").asText())
                .contains(hash, "nothing was changed");
        assertThat(LOG).isEmpty();

        var same =
                put("edge", "\"3\"", "{'document':%s,'planHash':'%s'}".formatted(document, hash));
        assertThat(same.statusCode()).isEqualTo(202);
        assertThat(((Applied) LOG.getFirst()).consent()).isEqualTo(hash);
    }

    @Test
    void enforcesNothingThatNobodyHasAgreedTo() throws Exception {
        var silent =
                put("edge", "\"3\"", "{'document':%s}".formatted(document("edge", "enforce", 2)));
        var everywhere =
                put(
                        "edge",
                        "\"3\"",
                        "{'document':%s,'confirmed':true}"
                                .formatted(
                                        document("edge", "enforce", 2)
                                                .replace(
                                                        "{'labelSelector':{'matchLabels':{'env':'edge'}}}",
                                                        "{}")));

        assertThat(problem(silent, 409).path("detail").asText()).contains("planHash", "confirmed");
        assertThat(problem(everywhere, 409).path("detail").asText()).contains("allClusters");
        assertThat(LOG).isEmpty();
    }

    @Test
    void refusesAVersionThatSomebodyElseHasReplaced() throws Exception {
        var body = "{'document':%s,'confirmed':true}".formatted(document("edge", "enforce", 2));

        assertThat(problem(put("edge", "\"2\"", body), 412).path("version").asInt()).isEqualTo(3);
        assertThat(problem(put("edge", "", body), 428).path("version").asInt()).isEqualTo(3);
        assertThat(problem(put("edge", "three", body), 400).path("detail").asText())
                .contains("If-Match is the policy's ETag");
        var fresh = "{'document':%s}".formatted(document("fresh", "inform", 2));
        assertThat(problem(put("fresh", "\"1\"", fresh), 412).path("version").asInt()).isZero();
        assertThat(
                        problem(send("DELETE", "edge", "\"2\"", OPERATOR, ""), 412)
                                .path("version")
                                .asInt())
                .isEqualTo(3);
        assertThat(problem(step("pause", "\"2\"", "{}"), 412).path("version").asInt()).isEqualTo(3);
        assertThat(LOG).isEmpty();
    }

    @Test
    void leavesAloneWhatIsThereAlready() throws Exception {
        var same = put("edge", "\"3\"", "{'document':%s}".formatted(PolicyFixture.DOCUMENT));

        assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
        assertThat(JSON.readTree(same.body()).path("command").asText()).isEmpty();
        assertThat(LOG).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'document':{'a':1}}                         | there is no such field",
                "{'document':7}                               | document is the policy",
                "[]                                           | no JSON object",
                "{                                            | no JSON object",
                "{'documnet':{}}                              | did you mean document?",
                "{'document':%s,'confirmed':'yes'}            | confirmed is true or false",
                "{'document':%s,'planHash':7}                 | planHash is a text",
                "{'document':%s}                              | the address names bad"
            })
    void writesNothingOfABadRequest(String body, String fault) throws Exception {
        var answer = put("bad", "", body.replace("%s", document("other", "inform", 1)));

        assertThat(problem(answer, 400).path("detail").asText()).contains(fault);
        assertThat(LOG).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'replica':1                                  | did you mean replicas?",
                "'replicas':-1                                | wanted is at least 0",
                "'httpSecret':'canary-of-a-secret'            | there is no such field",
                "'proxy':{'http':'http://u:canary-of-a-secret@x'} | without a user or password",
                "'storage':{'pvc':{},'emptyDir':{}}           | names one backend"
            })
    void writesNothingOfAWrongPolicy(String config, String fault) throws Exception {
        var document = document("bad", "inform", 1).replace("'replicas':1", config);

        var answer = put("bad", "", "{'document':%s}".formatted(document));

        assertThat(problem(answer, 400).path("detail").asText()).contains(fault);
        assertThat(answer.body()).doesNotContain("canary-of-a-secret");
        assertThat(LOG).isEmpty();
    }

    @Test
    void steersARollout() throws Exception {
        assertThat(step("approve", "\"3\"", "{'stage':'prod','reason':'looks good'}").statusCode())
                .isEqualTo(202);
        assertThat(step("pause", "", "{}").statusCode()).isEqualTo(202);

        assertThat(LOG.getFirst())
                .isInstanceOfSatisfying(
                        Stepped.class,
                        said -> {
                            assertThat(said.step()).isEqualTo(Step.APPROVE);
                            assertThat(said.stage()).isEqualTo("prod");
                            assertThat(said.version()).isEqualTo(3);
                            assertThat(said.command().reason()).isEqualTo("looks good");
                            assertThat(said.command().by()).isEqualTo("otto");
                        });
        assertThat(((Stepped) LOG.get(1)).step()).isEqualTo(Step.PAUSE);
    }

    @Test
    void namesWhatIsWrongWithAStep() throws Exception {
        assertThat(problem(step("approve", "", "{'stage':'prd'}"), 400).path("detail").asText())
                .contains("did you mean prod?");
        assertThat(problem(step("approve", "", "{}"), 400).path("detail").asText())
                .contains("stages are canary, prod");
        assertThat(problem(step("stop", "", "{}"), 400).path("detail").asText())
                .contains("approve, pause, resume, retry, abort, undo");
        assertThat(
                        problem(step("retry", "", "{'clusters':['nowhere']}"), 404)
                                .path("detail")
                                .asText())
                .contains("no cluster \"nowhere\"");
        assertThat(problem(step("retry", "", "{'clusters':'all'}"), 400).path("detail").asText())
                .contains("clusters is a list");
        assertThat(
                        problem(
                                        step(
                                                "pause",
                                                "",
                                                "{'reason':'%s'}".formatted("x".repeat(501))),
                                        400)
                                .path("detail")
                                .asText())
                .contains("at most 500");
        assertThat(LOG).isEmpty();
    }

    @Test
    void withdrawsAPolicy() throws Exception {
        var answer = send("DELETE", "edge", "", OPERATOR, "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(LOG).singleElement().isInstanceOf(Deleted.class);
        assertThat(problem(send("DELETE", "egde", "", OPERATOR, ""), 404).path("detail").asText())
                .contains("did you mean edge?");
    }

    @Test
    void isForOperatorsOnly() throws Exception {
        assertThat(send("DELETE", "edge", "", VIEWER, "").statusCode()).isEqualTo(403);
        assertThat(send("POST", "edge/rollout/pause", "", VIEWER, "{}").statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "edge", "", "token-of-nobody-at-all", "{}").statusCode())
                .isEqualTo(401);
        assertThat(LOG).isEmpty();
    }

    /** What a foreign page could send with the browser's login. */
    @Test
    void takesNoFormOfAForeignPage() throws Exception {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            for (var body : List.of("", "{}")) {
                var form =
                        request("edge/rollout/pause", OPERATOR)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body));
                assertThat(HTTP.send(form.build(), BodyHandlers.ofString()).statusCode())
                        .as("%s of type %s", body, type)
                        .isEqualTo(415);
            }
        }
        var nothing = request("edge/rollout/pause", OPERATOR).POST(BodyPublishers.noBody());
        assertThat(HTTP.send(nothing.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(LOG).isEmpty();
    }

    @Test
    void saysWhenTheLogCannotBeWritten() throws Exception {
        var answer = put(UNLUCKY, "", "{'document':%s}".formatted(document(UNLUCKY, "inform", 1)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nothing was changed").doesNotContain("secret-host");
    }

    /** Single quotes stand for double ones. */
    private static String document(String name, String action, int replicas) {
        var document = (ObjectNode) tree(PolicyFixture.DOCUMENT);
        document.withObject("/metadata").put("name", name);
        document.withObject("/spec").put("remediationAction", action);
        document.withObject("/spec/config").put("replicas", replicas);
        return document.toString().replace('"', '\'');
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(json, broken);
        }
    }

    private static HttpResponse<String> put(String policy, String match, String body)
            throws Exception {
        return send("PUT", policy, match, OPERATOR, body);
    }

    private static HttpResponse<String> step(String step, String match, String body)
            throws Exception {
        return send("POST", "edge/rollout/" + step, match, OPERATOR, body);
    }

    private static HttpResponse<String> send(
            String method, String path, String match, String token, String body) throws Exception {
        var request =
                request(path, token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        if (!match.isEmpty()) {
            request.header("If-Match", match);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%s/api/policies/%s".formatted(port, path)))
                .header("Authorization", "Bearer " + token);
    }
}
