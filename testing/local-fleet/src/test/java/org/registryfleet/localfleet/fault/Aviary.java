package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.file.BundleExporter;
import org.registryfleet.audit.file.ExportProgress;
import org.registryfleet.audit.file.ExportRequest;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.schemas.KafkaAccess;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Listens for secrets that were planted in clusters wherever the fleet says something. */
final class Aviary {

    private final FaultLab lab;
    private final List<String> canaries;
    private final Queue<String> lines;

    private Aviary(FaultLab lab, List<String> canaries, Queue<String> lines) {
        this.lab = lab;
        this.canaries = List.copyOf(canaries);
        this.lines = lines;
    }

    /** Takes note of every log line from now on. */
    static Queue<String> listen() {
        var lines = new ConcurrentLinkedQueue<String>();
        var appender =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        var thrown = event.getThrowableProxy();
                        lines.add(
                                event.getFormattedMessage()
                                        + (thrown == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(thrown)));
                    }
                };
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        ((Logger) LoggerFactory.getLogger("org.registryfleet")).setLevel(Level.DEBUG);
        return lines;
    }

    /**
     * The places to look at.
     *
     * @param lines as {@link #listen} gave them
     */
    static Aviary of(FaultLab lab, List<String> canaries, Queue<String> lines) {
        return new Aviary(lab, canaries, lines);
    }

    /** All records of the log, of which one shows {@code witness}: the cluster was seen. */
    void assertThatTheLogIsSilent(String witness) {
        var records = LogScan.everything(lab.bootstrapServers());
        assertThat(records).anyMatch(record -> text(record).contains(witness));
        assertThat(records).anyMatch(record -> text(record).contains("hmac:"));
        for (var record : records) {
            assertThatNothingSings(record.topic() + "@" + record.offset(), text(record));
        }
    }

    /** An export of the log. */
    void assertThatExportsAreSilent(Path bundle, String witness) throws IOException {
        try (var log = new KafkaLog(KafkaAccess.of(lab.bootstrapServers()))) {
            var request =
                    new ExportRequest(
                            bundle,
                            ExportRequest.auditTopics(),
                            Range.ALL,
                            null,
                            null,
                            "canary",
                            Instant.EPOCH);
            new BundleExporter(log, request).run(ExportProgress.NONE);
        }
        var all = new StringBuilder();
        try (var files = Files.walk(bundle)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, ISO_8859_1);
                assertThatNothingSings(file.toString(), text);
                all.append(text);
            }
        }
        assertThat(all.indexOf(witness)).isPositive();
        assertThat(all.indexOf("hmac:")).isPositive();
    }

    /** Log lines, stack traces included. */
    void assertThatLogLinesAreSilent() {
        assertThat(lines).isNotEmpty();
        lines.forEach(line -> assertThatNothingSings("log", line));
    }

    /** What services show over HTTP, of the fleet and of these clusters. */
    void assertThatPagesAreSilent(List<String> clusters) {
        Stream.of(
                        "platform-detector",
                        "storage-provisioner",
                        "registry-deployer",
                        "status-reporter")
                .forEach(
                        service -> {
                            assertThatNothingSings(service, page(service, "/actuator/prometheus"));
                            assertThatNothingSings(service, page(service, "/actuator/health"));
                        });
        Stream.of("/", "/api/openapi.json", "/api/fleet", "/api/clusters", "/api/inventory")
                .forEach(path -> assertThatNothingSings(path, page("status-reporter", path)));
        for (var cluster : clusters) {
            var story = page("status-reporter", "/api/clusters/" + cluster);
            assertThat(story).contains(cluster);
            assertThatNothingSings("story of " + cluster, story);
        }
    }

    /** One page of a service. */
    String page(String service, String path) {
        return page(lab.pipeline().port(service), path);
    }

    /** One page of a service that is not of the pipeline. */
    static String page(int port, String path) {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A text that the fleet shows somewhere else. */
    void assertThatNothingSings(String where, String text) {
        for (var canary : canaries) {
            assertThatItIsNotIn(text, canary, where);
            for (int shift = 0; shift < 3; shift++) {
                assertThatItIsNotIn(text, base64(canary, shift), where);
            }
        }
    }

    private static void assertThatItIsNotIn(String text, String song, String where) {
        var at = text.indexOf(song);
        if (at >= 0) {
            var around = text.substring(Math.max(0, at - 160), at + song.length());
            fail("%s in %s: %s".formatted(song, where, around));
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** What of the encoding does not depend on what stands around the canary. */
    private static String base64(String canary, int shift) {
        var encoded = base64("x".repeat(shift) + canary);
        return encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        var parts = new ArrayList<String>();
        parts.add(String.valueOf(record.key()));
        parts.add(latin(record.value()));
        record.headers().forEach(header -> parts.add(header.key() + latin(header.value())));
        return String.join("\n", parts);
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
