package org.registryfleet.stageservice;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

import org.registryfleet.stage.telemetry.TraceSpan;

import java.time.Duration;

/**
 * Exports spans to an OpenTelemetry collector. A span has the ids from its record's traceparent, so
 * spans of all services join one trace. Spans that the collector does not accept in time are
 * dropped.
 */
final class OpenTelemetrySpanExporter implements SpanExporter {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final AttributeKey<String> CLUSTER = AttributeKey.stringKey("fleet.cluster");
    private static final AttributeKey<String> TOPIC =
            AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Long> PARTITION =
            AttributeKey.longKey("fleet.cause.partition");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("fleet.cause.offset");

    private final RecordIds ids = new RecordIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * Starts exporting.
     *
     * @param endpoint of OTLP over HTTP, for example http://collector:4318/v1/traces
     */
    OpenTelemetrySpanExporter(String endpoint, String service) {
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(TIME_LIMIT).build();
        provider =
                SdkTracerProvider.builder()
                        .setResource(Resource.builder().put("service.name", service).build())
                        .setIdGenerator(ids)
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setScheduleDelay(Duration.ofSeconds(1))
                                        .build())
                        .build();
        tracer = provider.get("registry-fleet");
    }

    @Override
    public void export(TraceSpan span) {
        ids.next(span.own());
        var builder =
                tracer.spanBuilder(span.actor() + " " + span.event())
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(span.begun())
                        .setAttribute(CLUSTER, span.cluster());
        var parent = span.parent();
        if (parent == null) {
            builder.setNoParent();
        } else {
            var context = context(parent);
            builder.setParent(Context.root().with(Span.wrap(context))).addLink(context);
        }
        var cause = span.cause();
        if (cause != null) {
            builder.setAttribute(TOPIC, cause.getTopic())
                    .setAttribute(PARTITION, (long) cause.getPartition())
                    .setAttribute(OFFSET, cause.getOffset());
        }
        builder.startSpan().end();
    }

    @Override
    public void close() {
        provider.close();
    }

    private static SpanContext context(String traceparent) {
        return SpanContext.createFromRemoteParent(
                traceId(traceparent),
                spanId(traceparent),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }

    private static String spanId(String traceparent) {
        return traceparent.substring(36, 52);
    }

    /**
     * Returns the ids of the record's traceparent, set on the same thread before its span starts.
     */
    private static final class RecordIds implements IdGenerator {

        private final ThreadLocal<String> traceparent = ThreadLocal.withInitial(() -> "");

        void next(String given) {
            traceparent.set(given);
        }

        @Override
        public String generateTraceId() {
            return traceId(traceparent.get());
        }

        @Override
        public String generateSpanId() {
            return spanId(traceparent.get());
        }
    }
}
