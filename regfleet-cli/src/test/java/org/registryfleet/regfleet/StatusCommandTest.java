package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

class StatusCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "nowhere", "http://a b"})
    void saysThatAnAddressIsNone(String url) {
        var result = new CommandLineRun(folder).run("status", "--url", url);

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("is no address", "http://HOST:PORT");
    }

    @Test
    void sendsItsTokenAndSaysWhenItIsNotAccepted() throws Exception {
        Files.writeString(folder.resolve("token"), "right\n");
        Files.writeString(folder.resolve("other"), "wrong\n");
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", StatusCommandTest::answer);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            var run = new CommandLineRun(folder);

            var right = run.run("status", "--url", url, "--token-file", "token");
            var wrong = run.run("status", "--url", url, "--token-file", "other");

            assertThat(right.exitStatus()).isZero();
            assertThat(wrong.exitStatus()).isEqualTo(3);
            assertThat(wrong.err())
                    .contains("does not accept the token", "--token-file")
                    .doesNotContain("wrong\n");
            assertThat(run.run("status", "--url", url).err()).contains("without a token");
            assertThat(run.run("status", "--url", url, "--token-file", "absent").err())
                    .contains("cannot be read from absent");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            var body = "{\"clusters\":[],\"next\":\"\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders("Bearer right".equals(token) ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void watchesUntilNobodyTellsOfChangesAnyMore() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var isOver = new AtomicBoolean();
        server.createContext(
                "/api/clusters",
                exchange -> reply(exchange, 200, "{\"clusters\":[" + row("a", "Removed") + "]}"));
        server.createContext(
                "/api/clusters/a",
                exchange -> reply(exchange, 200, "{\"cluster\":" + row("a", "Available") + "}"));
        server.createContext(
                "/api/clusters/b",
                exchange -> reply(exchange, 200, "{\"cluster\":" + row("b", "Progressing") + "}"));
        server.createContext(
                "/api/clusters/gone",
                exchange -> reply(exchange, 404, "{\"detail\":\"no such cluster\"}"));
        server.createContext(
                "/api/events",
                exchange ->
                        reply(
                                exchange,
                                isOver.getAndSet(true) ? 503 : 200,
                                """
                                data:{"everything":true,"clusters":[]}

                                : a sign of life

                                data:{"everything":false,"clusters":["a","b","gone"]}

                                data:{"everything":false,"clusters":["a"]}

                                """));
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();

            var result = new CommandLineRun(folder).run("status", "--watch", "--url", url);

            assertThat(result.exitStatus()).isEqualTo(4);
            assertThat(result.out().lines().skip(2))
                    .containsExactly(
                            "2026-11-30T10:00:00Z  a  Available (Ready)  as it is",
                            "2026-11-30T10:00:00Z  b  Progressing (Ready)  as it is");
            assertThat(result.err()).contains("answered 503");
        } finally {
            server.stop(0);
        }
    }

    private static String row(String id, String summary) {
        return """
        {"id":"%s","summary":"%s","reason":"Ready","message":"as it is","since":"2026-11-30T10:00:00.5Z"}
        """
                .formatted(id, summary);
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        var result = new CommandLineRun(folder).run("status", "--url", "http://127.0.0.1:1");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("http://127.0.0.1:1 does not answer:");
    }
}
