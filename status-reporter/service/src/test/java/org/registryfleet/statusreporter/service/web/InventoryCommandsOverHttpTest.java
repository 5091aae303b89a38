package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.web.RunningSite.problem;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.InventoryFact.Adopted;
import org.registryfleet.inventory.decision.InventoryFact.Confirmed;
import org.registryfleet.inventory.decision.InventoryFact.Forgotten;
import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.RegisteredCluster;
import org.registryfleet.statusreporter.service.fleet.SourceSummary;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people decide about sources of clusters, as an operator's client says it. */
class InventoryCommandsOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OPERATOR = "token-of-the-operator";
    private static final String VIEWER = "token-of-the-viewer";
    private static final String JSON = "application/json";
    private static final String UNLUCKY = "unlucky";

    @TempDir static Path folder;
    private static final List<InventoryFact> LOG = new ArrayList<>();
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, InventoryConfiguration.class})
    static class Service {

        @Bean
        InventoryWriter log() {
            return command -> {
                if (command instanceof Adopted adopted && adopted.cluster().equals(UNLUCKY)) {
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
        view.report(source("argo", "SUSPECT", 4));
        view.report(source("hive", "OK", 0));
        view.accept(new FleetEvent.Registered("alpha", cluster("argo")));
        view.accept(new FleetEvent.Registered("beta", cluster("")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    @Test
    void confirmsExactlyWhatHasGone() throws Exception {
        var answer = say("argo/confirm", "{'gone':4,'reason':'retired'}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"decision\":\"confirm\"", "\"by\":\"otto\"");
        assertThat(LOG)
                .singleElement()
                .isInstanceOfSatisfying(
                        Confirmed.class,
                        said -> {
                            assertThat(said.source()).isEqualTo("argo");
                            assertThat(said.gone()).isEqualTo(4);
                            assertThat(said.by()).isEqualTo("otto");
                            assertThat(said.reason()).isEqualTo("retired");
                        });
    }

    @Test
    void confirmsNoOtherNumberAndNothingOfASourceThatIsWell() throws Exception {
        var other = problem(say("argo/confirm", "{'gone':3,'reason':'x'}"), 409);
        assertThat(other.path("detail").asText())
                .contains("argo is SUSPECT and 4 of its clusters have gone, not 3");
        var well = problem(say("hive/confirm", "{'gone':1,'reason':'x'}"), 409);
        assertThat(well.path("detail").asText()).contains("hive is OK");
        assertThat(LOG).isEmpty();
    }

    @Test
    void adoptsAndForgets() throws Exception {
        assertThat(say("hive/adopt", "{'cluster':'beta','reason':'ours'}").statusCode())
                .isEqualTo(202);
        assertThat(say("argo/forget", "{'cluster':'alpha','reason':'not ours'}").statusCode())
                .isEqualTo(202);

        assertThat(LOG).hasExactlyElementsOfTypes(Adopted.class, Forgotten.class);
    }

    @Test
    void forgetsOnlyWhatTheSourceHasImported() throws Exception {
        var byHand = problem(say("argo/forget", "{'cluster':'beta','reason':'x'}"), 409);
        assertThat(byHand.path("detail").asText())
                .contains("cluster beta was not imported from source argo");
        assertThat(
                        problem(say("argo/forget", "{'cluster':'alpah','reason':'x'}"), 404)
                                .path("detail")
                                .asText())
                .contains("did you mean alpha?");
        assertThat(LOG).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    confirm | {}                             | gone is the number
                    confirm | {'gone':0,'reason':'x'}        | gone is the number
                    confirm | {'gone':'4','reason':'x'}      | gone is the number
                    confirm | {'gone':4}                     | reason is missing
                    confirm | {'gone':4,'reasn':'x'}         | did you mean reason?
                    adopt   | {'reason':'x'}                 | cluster is missing
                    adopt   | {'cluster':7,'reason':'x'}     | cluster is a text
                    forget  | {'cluster':'alpha','reason':' '} | reason is missing
                    forget  | []                             | no JSON object
                    """)
    void saysWhatIsWrong(String decision, String body, String fault) throws Exception {
        assertThat(problem(say("argo/" + decision, body), 400).toString()).contains(fault);
        assertThat(LOG).isEmpty();
    }

    @Test
    void namesSourcesThatAreNear() throws Exception {
        var answer = problem(say("argi/confirm", "{'gone':4,'reason':'x'}"), 404);

        assertThat(answer.path("detail").asText()).contains("did you mean argo?");
    }

    @Test
    void isForOperatorsAndForNoForeignPage() throws Exception {
        var body = "{'cluster':'alpha','reason':'x'}";
        assertThat(send("argo/forget", VIEWER, JSON, body).statusCode()).isEqualTo(403);
        assertThat(send("argo/forget", "token-of-nobody-at-all", JSON, body).statusCode())
                .isEqualTo(401);
        assertThat(send("argo/forget", OPERATOR, "text/plain", body).statusCode()).isEqualTo(415);
        assertThat(LOG).isEmpty();
    }

    @Test
    void saysWhenTheLogCannotBeWritten() throws Exception {
        var answer = say("argo/adopt", "{'cluster':'%s','reason':'x'}".formatted(UNLUCKY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nothing was changed").doesNotContain("secret-host");
    }

    private static HttpResponse<String> say(String path, String body) throws Exception {
        return send(path, OPERATOR, JSON, body);
    }

    /** Single quotes stand for double ones. */
    private static HttpResponse<String> send(String path, String token, String type, String body)
            throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var uri = URI.create("http://127.0.0.1:%s/api/inventory/%s".formatted(port, path));
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static RegisteredCluster cluster(String source) {
        return new RegisteredCluster(
                "",
                Map.of(),
                "https://c",
                new UUID(0, 0),
                "OBSERVE",
                false,
                false,
                "ADMITTED",
                "",
                source,
                source.isEmpty() ? "" : "Secret x/alpha");
    }

    private static SourceSummary source(String name, String state, int gone) {
        return new SourceSummary(
                name,
                "argocd",
                "",
                state,
                "",
                "",
                Instant.parse("2026-11-30T08:00:00Z"),
                5,
                5 - gone,
                0,
                0,
                0,
                0,
                gone,
                List.of());
    }
}
