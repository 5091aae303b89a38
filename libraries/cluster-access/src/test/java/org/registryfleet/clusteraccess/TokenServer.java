package org.registryfleet.clusteraccess;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that accepts one token, which may change, and whose watches stay open. */
final class TokenServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<HttpServerRequest, String> watches = new ConcurrentHashMap<>();
    private final int port;
    private volatile String accepted = "";

    TokenServer() {
        port =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(this::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
    }

    /** From now on only this token; empty for every one. */
    void accept(String token) {
        accepted = token;
    }

    /** The tokens of all calls so far. */
    List<String> calls() {
        return calls;
    }

    /** The tokens of the watches that are open. */
    List<String> watches() {
        return List.copyOf(watches.values());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A kubeconfig for this server. */
    String kubeconfig(String user) {
        return """
        current-context: c
        clusters: [{name: k, cluster: {server: "%s"}}]
        contexts: [{name: c, context: {cluster: k, user: u}}]
        users: [{name: u, user: %s}]
        """
                .formatted(url(), user);
    }

    private void answer(HttpServerRequest request) {
        var token = String.valueOf(request.getHeader("Authorization")).replace("Bearer ", "");
        calls.add(token);
        if (!accepted.isEmpty() && !token.equals(accepted)) {
            request.response().setStatusCode(401).end();
        } else if ("true".equals(request.getParam("watch"))) {
            watches.put(request, token);
            request.response().closeHandler(_ -> watches.remove(request));
            request.response().exceptionHandler(_ -> watches.remove(request));
            request.response().setChunked(true).write("{\"type\":\"BOOKMARK\"}\n");
        } else {
            request.response().end("{}");
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
