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
    void saysThatNobodyAnswers() {
        var result = new CommandLineRun(folder).run("status", "--url", "http://127.0.0.1:1");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("http://127.0.0.1:1 does not answer:");
    }
}
