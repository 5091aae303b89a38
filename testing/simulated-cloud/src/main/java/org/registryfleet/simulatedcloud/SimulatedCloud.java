package org.registryfleet.simulatedcloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server; nothing of it survives its end. */
public final class SimulatedCloud implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final String host;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CloudSpace> spaces = new ConcurrentHashMap<>();

    private SimulatedCloud(HttpServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /** On the loopback interface, at a free port. */
    public static SimulatedCloud start() {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** At an address under which its users find it. */
    public static SimulatedCloud start(InetSocketAddress address) {
        try {
            var cloud = new SimulatedCloud(HttpServer.create(address, 0), address.getHostString());
            cloud.server.createContext("/", cloud::handle);
            cloud.server.setExecutor(cloud.threads);
            cloud.server.start();
            return cloud;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen at " + address, failure);
        }
    }

    /** The space of a cluster, made when it is asked for first. */
    public CloudSpace space(String name) {
        return spaces.computeIfAbsent(name, _ -> new CloudSpace());
    }

    public boolean has(String name) {
        return spaces.containsKey(name);
    }

    public void forget(String name) {
        spaces.remove(name);
    }

    /** Where requests of a space go; the host they were meant for and their path follow. */
    public URI address(String space) {
        return URI.create("http://%s:%d/%s".formatted(host, server.getAddress().getPort(), space));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parts = exchange.getRequestURI().getRawPath().split("/", 4);
            var space = parts.length > 1 ? spaces.get(parts[1]) : null;
            if (space != null && !space.isAlive()) {
                // the caller sees a connection that ends
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var reply =
                    space == null
                            ? CloudReply.empty(NOT_FOUND)
                            : space.answer(request(exchange, parts, body));
            reply(exchange, reply);
        }
    }

    private static CloudRequest request(HttpExchange exchange, String[] parts, String body) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new CloudRequest(
                exchange.getRequestMethod(),
                parts.length > 2 ? parts[2] : "",
                "/" + (parts.length > 3 ? decoded(parts[3]) : ""),
                CloudRequest.parameters(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, CloudReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean isEmpty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), isEmpty ? -1 : bytes.length);
        if (!isEmpty) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
