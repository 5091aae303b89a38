package org.registryfleet.simulated.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Listens on one address and answers each request on a virtual thread. With a certificate it speaks
 * TLS, and HTTP/2 with the clients that offer it, as an API server does.
 */
public final class HttpListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
    private static final int BACKLOG = 4096;
    private static final int LONGEST_HEAD = 64 * 1024;
    // the limit of kube-apiserver
    private static final int STREAMS_OF_A_CONNECTION = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    private final HttpServer server;
    private final Function<HttpRequest, HttpReply> application;
    private final AtomicInteger open = new AtomicInteger();

    private HttpListener(HttpServerOptions options, Function<HttpRequest, HttpReply> application) {
        this.application = application;
        this.server = vertx.createHttpServer(options);
        server.requestHandler(this::receive)
                .connectionHandler(
                        connection -> {
                            open.incrementAndGet();
                            connection.closeHandler(_ -> open.decrementAndGet());
                        });
    }

    /**
     * Starts to listen; port 0 takes a free one.
     *
     * @param certificate for TLS; null for plain HTTP/1.1
     * @param application answers each request on a thread of its own
     */
    public static HttpListener start(
            InetSocketAddress address,
            @Nullable SelfSigned certificate,
            Function<HttpRequest, HttpReply> application) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "%s is no host of this machine".formatted(address.getHostString()));
        }
        var listener = new HttpListener(options(certificate), application);
        var host = address.getAddress().getHostAddress();
        try {
            await(listener.server.listen(SocketAddress.inetSocketAddress(address.getPort(), host)));
        } catch (RuntimeException failed) {
            listener.close();
            throw failed;
        }
        return listener;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** The number of open connections. */
    public int connections() {
        return open.get();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static HttpServerOptions options(@Nullable SelfSigned certificate) {
        var options =
                new HttpServerOptions()
                        .setAcceptBacklog(BACKLOG)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxHeaderSize(LONGEST_HEAD)
                        .setMaxInitialLineLength(LONGEST_HEAD)
                        .setHttp2ClearTextEnabled(false);
        if (certificate != null) {
            var store =
                    new PfxOptions()
                            .setPath(certificate.store().toString())
                            .setPassword(SelfSigned.PASSWORD);
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(store)
                    .setInitialSettings(
                            new Http2Settings().setMaxConcurrentStreams(STREAMS_OF_A_CONNECTION));
        }
        return options;
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body ->
                                Thread.ofVirtual()
                                        .name("api-request")
                                        .start(() -> answer(request, body)));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        var headers = new HashMap<String, String>();
        request.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        try {
            var asked =
                    new HttpRequest(
                            request.method().name(), request.uri(), headers, body.getBytes());
            answer(request.response(), application.apply(asked));
        } catch (IllegalArgumentException malformed) {
            log.debug("not a request: {}", malformed.getMessage());
            request.response().reset();
        } catch (IllegalStateException | RejectedExecutionException gone) {
            log.trace("the client or this server is gone", gone);
        }
    }

    private static void answer(HttpServerResponse response, HttpReply reply) {
        switch (reply) {
            case HttpReply.Complete complete -> {
                response.setStatusCode(complete.code()).headers().addAll(complete.headers());
                var _ = response.end(Buffer.buffer(complete.body()));
            }
            case HttpReply.Streaming(var starter) -> starter.accept(new ChunkStream(response));
            case HttpReply.Closed() -> response.reset();
            case HttpReply.Silent() -> log.trace("no answer");
        }
    }

    private static void await(Future<?> done) {
        done.toCompletionStage().toCompletableFuture().join();
    }
}
