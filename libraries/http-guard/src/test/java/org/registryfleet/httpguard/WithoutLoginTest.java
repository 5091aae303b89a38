package org.registryfleet.httpguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A service that nobody has configured a login for. */
class WithoutLoginTest {

    private static GuardedService service;

    @BeforeAll
    static void start() {
        service = GuardedService.with();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/fleet",
                "/api/alpha/history",
                "/actuator/prometheus",
                "/actuator/health/readiness"
            })
    void isReadByEverybodyOnThisMachine(String path) throws Exception {
        assertThat(service.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotWrittenByAnybody() throws Exception {
        var before = service.refused("read_only");

        var answer = service.send("PUT", "/api/alpha", BodyPublishers.ofString("x"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("answers questions only");
        assertThat(service.send("DELETE", "/api/alpha", BodyPublishers.noBody()).statusCode())
                .isEqualTo(403);
        assertThat(service.refused("read_only")).isEqualTo(before + 2);
    }

    @Test
    void doesNotAnswerToForeignNamesThatPointHere() throws Exception {
        assertThat(raw("GET /api/fleet HTTP/1.1\r\nHost: evil.example\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("told");
        assertThat(raw("GET /api/fleet HTTP/1.1\r\nHost: localhost:8080\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesToStartBeyondLoopback() {
        assertThatThrownBy(() -> GuardedService.with("--server.address=0.0.0.0"))
                .hasMessageContainingAll(
                        "server.address is 0.0.0.0",
                        "fleet.http.tokens",
                        "fleet.http.anonymous=everywhere");
    }

    @Test
    void startsBeyondLoopbackWhenToldSoInManyWords() throws Exception {
        try (var open =
                GuardedService.with(
                        "--server.address=0.0.0.0", "--fleet.http.anonymous=everywhere")) {
            assertThat(open.get("/api/fleet").statusCode()).isEqualTo(200);
            assertThat(open.send("DELETE", "/api/alpha", BodyPublishers.noBody()).statusCode())
                    .isEqualTo(403);
        }
    }

    /** As in a network of containers, with a port of this machine that leads there. */
    @Test
    void answersBeyondLoopbackToTheNamesThatItIsGiven() throws Exception {
        try (var open =
                GuardedService.with(
                        "--server.address=0.0.0.0",
                        "--fleet.http.anonymous=everywhere",
                        "--fleet.http.hosts=watcher,reporter")) {
            for (var host : new String[] {"watcher:8080", "reporter", "localhost:8080", "[::1]"}) {
                assertThat(raw(open, "GET /api/fleet HTTP/1.1\r\nHost: " + host + "\r\n"))
                        .as(host)
                        .startsWith("HTTP/1.1 200");
            }
            assertThat(raw(open, "GET /api/fleet HTTP/1.1\r\nHost: evil.example\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void sendsStrictHeadersWithEveryAnswer() throws Exception {
        for (var path : new String[] {"/api/fleet", "/actuator/health", "/nothing"}) {
            var headers = service.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(service.get("/api/fleet").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void showsNothingOfItsInsides() throws Exception {
        assertThat(service.get("/api/failing").body())
                .doesNotContain("secret-detail", "IllegalState", "at org.");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContainIgnoringCase("tomcat", "exception", "at org.");
        assertThat(raw("TRACE /api/fleet HTTP/1.1\r\nHost: localhost\r\nX-Canary: bird\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("bird");
    }

    @Test
    void limitsHeaders() throws Exception {
        assertThat(service.get("/api/fleet", "X-Long", "x".repeat(20_000)).statusCode())
                .isEqualTo(400);
    }

    private static String raw(String head) throws IOException {
        return raw(service, head);
    }

    private static String raw(GuardedService asked, String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", asked.port())) {
            var request = head + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
