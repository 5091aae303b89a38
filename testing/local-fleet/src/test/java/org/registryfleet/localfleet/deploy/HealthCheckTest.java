package org.registryfleet.localfleet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.simulated.http.SelfSigned;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The images' health check, {@code deploy/image/healthcheck}, against a service's port. */
class HealthCheckTest {

    private static final InetSocketAddress FREE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir private Path folder;

    @BeforeEach
    void needItsPrograms() {
        var folders = System.getenv("PATH").split(File.pathSeparator, -1);
        assumeThat(Stream.of("bash", "openssl"))
                .as("programs of the image, wanted on this machine")
                .allMatch(
                        program ->
                                Stream.of(folders)
                                        .anyMatch(f -> Files.isExecutable(Path.of(f, program))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksForTheStatusOfReadiness(boolean tls) throws Exception {
        var server = tls ? withTls() : HttpServer.create(FREE, 0);
        answer(server, "/actuator/health/readiness", 200);
        answer(server, "/not-ready", 503);
        server.start();
        try {
            assertThat(check(server, tls, "")).isZero();
            assertThat(check(server, tls, "/not-ready")).isNotZero();
            assertThat(check(server, tls, "/nowhere")).isNotZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotHealthyWhereTheProtocolIsAnother() throws Exception {
        var server = withTls();
        answer(server, "/actuator/health/readiness", 200);
        server.start();
        try {
            assertThat(check(server, false, "")).isNotZero();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotHealthyWithoutAService(boolean tls) throws Exception {
        var server = HttpServer.create(FREE, 0);
        server.start();
        server.stop(0);

        assertThat(check(server, tls, "")).isNotZero();
    }

    private static void answer(HttpServer server, String path, int status) {
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
    }

    private static int check(HttpServer server, boolean tls, String path) throws Exception {
        var check = new ProcessBuilder("../../deploy/image/healthcheck");
        var port = String.valueOf(server.getAddress().getPort());
        check.environment().putAll(Map.of("SERVER_PORT", port, "HEALTH_PATH", path));
        if (tls) {
            check.environment().put("SERVER_SSL_CERTIFICATE", "file:mounted.crt");
        }
        return check.start().waitFor();
    }

    private HttpServer withTls() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var store = Files.newInputStream(SelfSigned.in(folder).store())) {
            keys.load(store, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(FREE, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
