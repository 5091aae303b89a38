package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.RegisteredCluster;
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
import java.util.Map;
import java.util.TreeMap;

/** Registrations as an operator's client sends them. */
class RegistrationOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OPERATOR = "token-of-the-operator";
    private static final String VIEWER = "token-of-the-viewer";

    @TempDir static Path folder;
    private static final Book BOOK = new Book();
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebConfiguration.class, RegistrationConfiguration.class})
    static class Service {

        @Bean
        RegistrationWriter desk() {
            return BOOK;
        }
    }

    /** What is registered, and by whom. */
    private static final class Book implements RegistrationWriter {

        private final Map<String, ClusterRegistration> entries = new TreeMap<>();
        private final Map<String, String> writers = new TreeMap<>();

        @Override
        public void put(ClusterRegistration registration, String by) {
            if (registration.getCluster().equals("unlucky")) {
                throw new IllegalStateException("Kafka at secret-host is away");
            }
            entries.put(registration.getCluster(), registration);
            writers.put(registration.getCluster(), by);
        }

        @Override
        public void remove(String cluster, String by) {
            entries.remove(cluster);
            writers.put(cluster, by);
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
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void registersAndSaysWhoDidIt() throws Exception {
        var answer =
                put(
                        "site-a",
                        OPERATOR,
                        "{\"credential\":\"secret:fleet/site-a\",\"mode\":\"full\",\"labels\":{\"site\":\"a\"},\"paused\":true}");

        assertThat(answer.statusCode()).isEqualTo(202);
        var entry = BOOK.entries.get("site-a");
        assertThat(entry.getCredential()).isEqualTo("secret:fleet/site-a");
        assertThat(entry.getDisplayName()).isEqualTo("site-a");
        assertThat(entry.getMode()).isEqualTo(OwnershipMode.FULL);
        assertThat(entry.getLabels()).containsEntry("site", "a");
        assertThat(entry.getPaused()).isTrue();
        assertThat(entry.getAdmission()).isEqualTo(Admission.PROBING);
        assertThat(entry.getAdmissionReason()).isEqualTo("Identity not known yet");
        assertThat(BOOK.writers).containsEntry("site-a", "otto");
        assertThat(put("site-b", OPERATOR, "{}").statusCode()).isEqualTo(202);
        assertThat(BOOK.entries.get("site-b").getCredential()).isEqualTo("kubeconfig:site-b");
    }

    @Test
    void admitsNoSecondNameOfAClusterWhoseRegistrationIsWrittenAnew() throws Exception {
        var second =
                new RegisteredCluster(
                        "",
                        Map.of(),
                        "",
                        RegisteredCluster.fingerprint("kubeconfig:second"),
                        "AUTO",
                        false,
                        false,
                        "PROBING",
                        "Duplicate of alpha",
                        "",
                        "");
        service.getBean(FleetView.class).accept(new FleetEvent.Registered("second", second));

        put("second", OPERATOR, "{\"mode\":\"full\"}");

        var entry = BOOK.entries.get("second");
        assertThat(entry.getMode()).isEqualTo(OwnershipMode.FULL);
        assertThat(entry.getAdmission()).isEqualTo(Admission.PROBING);
        assertThat(entry.getAdmissionReason()).isEqualTo("Duplicate of alpha");
    }

    @Test
    void watchesAnAdmittedClusterFirstThatGetsAnotherCredential() throws Exception {
        var known =
                new RegisteredCluster(
                        "",
                        Map.of(),
                        "",
                        RegisteredCluster.fingerprint("kubeconfig:a"),
                        "AUTO",
                        false,
                        false,
                        "ADMITTED",
                        "",
                        "",
                        "");
        service.getBean(FleetView.class).accept(new FleetEvent.Registered("a", known));

        put("a", OPERATOR, "{\"mode\":\"full\"}");
        assertThat(BOOK.entries.get("a").getAdmission()).isEqualTo(Admission.ADMITTED);

        put("a", OPERATOR, "{\"credential\":\"kubeconfig:b\"}");
        assertThat(BOOK.entries.get("a").getAdmission()).isEqualTo(Admission.PROBING);
    }

    @Test
    void takesOnlyClustersOfTheFleetOut() throws Exception {
        service.getBean(FleetView.class).accept(enrolled("alpha", "Alpha"));
        put("alpha", OPERATOR, "{}");

        assertThat(send("DELETE", "alpha", OPERATOR, "").statusCode()).isEqualTo(202);
        assertThat(BOOK.entries).doesNotContainKey("alpha");
        assertThat(send("DELETE", "alpah", OPERATOR, "").statusCode()).isEqualTo(404);
    }

    @Test
    void namesAllFaultsAndRepeatsNoCredential() throws Exception {
        var answer =
                put(
                        "Site A".replace(' ', '_'),
                        OPERATOR,
                        "{\"credential\":\"the-kubeconfig-itself\",\"mode\":\"half\",\"paused\":1,\"labels\":{\"a\":1},\"token\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("no DNS label", "credential is no reference", "mode is one of")
                .contains("paused is true or false", "a label has a text", "no field of that name")
                .doesNotContain("the-kubeconfig-itself");
        assertThat(put("site-c", OPERATOR, "[]").body()).contains("no JSON object");
        assertThat(put("site-c", OPERATOR, "{\"displayName\":\"" + "x".repeat(254) + "\"}").body())
                .contains("displayName is a text of at most 253");
        assertThat(BOOK.entries).doesNotContainKey("site-c");
    }

    @Test
    void isForOperatorsOnly() throws Exception {
        assertThat(put("site-d", VIEWER, "{}").statusCode()).isEqualTo(403);
        assertThat(put("site-d", "token-of-nobody-at-all", "{}").statusCode()).isEqualTo(401);
        assertThat(send("DELETE", "site-a", VIEWER, "").statusCode()).isEqualTo(403);
        assertThat(BOOK.entries).doesNotContainKey("site-d");
    }

    @Test
    void saysWhenTheLogCannotBeWritten() throws Exception {
        var answer = put("unlucky", OPERATOR, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nothing was changed").doesNotContain("secret-host");
    }

    private static HttpResponse<String> put(String cluster, String token, String body)
            throws Exception {
        return send("PUT", cluster, token, body);
    }

    private static HttpResponse<String> send(
            String method, String cluster, String token, String body) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%s/api/clusters/%s/registration"
                                                .formatted(port, cluster)))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
