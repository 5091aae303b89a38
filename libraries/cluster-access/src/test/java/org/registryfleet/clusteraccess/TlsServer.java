package org.registryfleet.clusteraccess;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server with a self-signed certificate whose watches stay silent. */
final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private final List<HttpVersion> versions = new CopyOnWriteArrayList<>();
    private final Path store;
    private final int port;

    TlsServer(Path folder) throws IOException, InterruptedException {
        store = folder.resolve("server.p12");
        generate(store);
        var options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
        port =
                vertx.createHttpServer(options)
                        .connectionHandler(connections::add)
                        .requestHandler(this::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
    }

    /** Number of connections opened so far. */
    int connections() {
        return connections.size();
    }

    List<HttpVersion> versions() {
        return versions;
    }

    String kubeconfig(String certificate) {
        return """
        current-context: c
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: the-secret-token}}]
        """
                .formatted(port, certificate);
    }

    String certificate() throws IOException, GeneralSecurityException {
        return certificate(store);
    }

    static String certificate(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var der = keys.getCertificate("server").getEncoded();
        var pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes());
    }

    /** The key of a store, as PEM. */
    static String key(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getKey("server", PASSWORD.toCharArray()).getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static void generate(Path store) throws IOException, InterruptedException {
        generate(store, "EC");
    }

    static void generate(Path store, String algorithm) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=server",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(new String(process.getInputStream().readAllBytes()));
        }
    }

    private void answer(HttpServerRequest request) {
        versions.add(request.version());
        var authorised = "Bearer the-secret-token".equals(request.getHeader("Authorization"));
        if (!authorised) {
            request.response().setStatusCode(401).end();
        } else if ("true".equals(request.getParam("watch"))) {
            request.response().setChunked(true).write("{\"type\":\"BOOKMARK\"}\n");
        } else {
            request.response().end("{\"agent\":\"" + request.getHeader("User-Agent") + "\"}");
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
