package org.registryfleet.clusteraccess;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that tunnels with CONNECT. */
final class ConnectProxy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final int port;

    ConnectProxy() {
        port =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(this::connect)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The addresses that tunnels were asked for. */
    List<String> tunnels() {
        return tunnels;
    }

    private void connect(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.CONNECT)) {
            request.response().setStatusCode(405).end();
            return;
        }
        tunnels.add(request.uri());
        var address = request.uri().split(":");
        vertx.createNetClient()
                .connect(Integer.parseInt(address[1]), address[0])
                .onSuccess(
                        server -> request.toNetSocket().onSuccess(client -> pump(client, server)));
    }

    private static void pump(NetSocket client, NetSocket server) {
        client.handler(server::write).closeHandler(_ -> server.close());
        server.handler(client::write).closeHandler(_ -> client.close());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
