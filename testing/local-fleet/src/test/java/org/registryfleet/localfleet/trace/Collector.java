package org.registryfleet.localfleet.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans by OTLP over HTTP and keeps them. */
final class Collector implements AutoCloseable {

    private final List<Told> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A span, and which service told it. */
    record Told(String service, Span span) {

        String trace() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        String id() {
            return HexFormat.of().formatHex(span.getSpanId().toByteArray());
        }

        String parent() {
            return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
        }

        String cluster() {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("fleet.cluster"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findAny()
                    .orElse("");
        }
    }

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort());
    }

    List<Told> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans told) {
        var service = told.getResource().getAttributes(0).getValue().getStringValue();
        told.getScopeSpansList()
                .forEach(
                        scope ->
                                scope.getSpansList()
                                        .forEach(span -> spans.add(new Told(service, span))));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
