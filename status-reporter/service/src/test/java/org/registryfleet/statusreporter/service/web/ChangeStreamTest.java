package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.sighted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Live changes as a browser's EventSource receives them. */
@Timeout(60)
class ChangeStreamTest {

    private static final int PLACES = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private FleetView view;
    private String address;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebConfiguration.class)
    static class Service {

        @Bean
        ChangeStream.Pace pace() {
            return new ChangeStream.Pace(Duration.ofMillis(20), Duration.ofMillis(100), PLACES);
        }
    }

    @BeforeEach
    void start() {
        service =
                new SpringApplicationBuilder(Service.class)
                        .properties(
                                Map.of(
                                        "server.port", "0",
                                        "server.address", "127.0.0.1",
                                        "server.shutdown", "graceful",
                                        "spring.main.banner-mode", "off",
                                        "spring.jmx.enabled", "false"))
                        .run();
        address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        view = service.getBean(FleetView.class);
        view.accept(enrolled("alpha", "Alpha"));
    }

    @AfterEach
    void stop() {
        service.close();
        http.shutdownNow();
    }

    @Test
    void saysEverythingFirstAndThenWhatHasChanged() throws Exception {
        try (var heard = listen("", null)) {
            var first = message(heard);
            view.accept(sighted("alpha", 1));
            view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
            var second = message(heard);

            assertThat(first.data()).isEqualTo("{\"everything\":true,\"clusters\":[]}");
            assertThat(second.data()).isEqualTo("{\"everything\":false,\"clusters\":[\"alpha\"]}");
            assertThat(second.id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void goesOnAfterTheLastMessage() throws Exception {
        String last;
        try (var heard = listen("", null)) {
            last = message(heard).id();
        }
        view.accept(enrolled("beta", "Beta"));
        try (var heard = listen("", last)) {
            assertThat(message(heard).data()).contains("\"everything\":false", "beta");
        }
    }

    @Test
    void saysEverythingToTheListenerOfAnotherProcess() throws Exception {
        try (var heard = listen("", "0badcafe-1")) {
            assertThat(message(heard).data()).contains("\"everything\":true");
        }
    }

    @Test
    void tellsOfOneClusterWhateverIsHeardOfIt() throws Exception {
        try (var heard = listen("?cluster=alpha", null)) {
            message(heard);
            view.accept(enrolled("beta", "Beta"));
            view.accept(sighted("alpha", 1));

            assertThat(message(heard).data()).contains("[\"alpha\"]");
        }
    }

    @Test
    void givesASignOfLifeWhenNothingHappens() throws Exception {
        try (var heard = listen("", null)) {
            message(heard);

            assertThat(heard.readLine()).isEqualTo(":");
        }
    }

    @Test
    void hasRoomForSoManyAndAgainWhenTheyHaveGone() throws Exception {
        var heard = new BufferedReader[PLACES];
        for (int i = 0; i < PLACES; i++) {
            heard[i] = listen("", null);
        }

        var refused = send("", null);
        try (var body = refused.body()) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("3 listeners are connected already");
        }
        for (var one : heard) {
            one.close();
        }
        HttpResponse<InputStream> again;
        do {
            again = send("", null);
        } while (again.statusCode() == 503);
        again.body().close();
    }

    @Test
    void endsWithTheServiceAndDoesNotHoldItUp() throws Exception {
        try (var heard = listen("", null)) {
            message(heard);
            service.close();

            assertThat(heard.lines().filter(line -> line.startsWith("data"))).isEmpty();
        }
    }

    private record Message(String id, String data) {}

    private static Message message(BufferedReader heard) throws IOException {
        String id = "";
        for (var line = heard.readLine(); line != null; line = heard.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                assertThat(heard.readLine()).isEmpty();
                return new Message(id, line.substring(6));
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private BufferedReader listen(String query, String last) throws Exception {
        var answer = send(query, last);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> send(String query, String last) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/events" + query));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }
}
