package org.registryfleet.benchmarks.evidence;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.file.BundleExporter;
import org.registryfleet.audit.file.BundleVerifier;
import org.registryfleet.audit.file.ExportProgress;
import org.registryfleet.audit.file.ExportRequest;
import org.registryfleet.audit.file.VerificationOptions;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.HeapWatch;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Export and verification of observations, beside a plain consumer that only counts the same topic
 * in the same run. Verification runs when the broker is gone.
 */
public final class EvidenceBench {

    private static final int BAR = 100_000;
    private static final int ROUNDS = 3;

    private final Report report;
    private final long records;

    public EvidenceBench(Report report, long records) {
        this.report = report;
        this.records = records;
    }

    /** Measures. */
    public void run() {
        var pattern = FilledTopic.pattern();
        try (var workspace = Workspace.temporary()) {
            var whole = workspace.root().resolve("whole");
            var tenth = workspace.root().resolve("tenth");
            try (var kafka = LocalKafka.start(workspace.folder("kafka"))) {
                var topic = new FilledTopic(kafka.bootstrapServers());
                long size = topic.fill(pattern, records / 10);
                export(kafka, tenth);
                topic.fill(pattern, records - records / 10);
                report.say("  %,d observations of %,d bytes in the mean", records, size);
                plainConsumer(kafka);
                rate("export: read, hash, write", 0, () -> export(kafka, whole));
            }
            verify(tenth, whole);
        }
    }

    private void verify(Path tenth, Path whole) {
        for (int round = 1; round <= ROUNDS; round++) {
            rate("verify, round " + round, BAR, () -> check(whole, ExportProgress.NONE));
        }
        var small = new HeapWatch();
        check(tenth, small);
        var large = new HeapWatch();
        check(whole, large);
        report.add(
                Figure.atMost(
                        "live heap while verifying ten times the records, times that of a tenth",
                        large.mebibytes() / small.mebibytes(),
                        1.5,
                        "×"));
        report.add(
                Figure.informs(
                        "live heap while verifying a tenth, and all",
                        "%s and %s MiB"
                                .formatted(
                                        Numbers.shown(small.mebibytes()),
                                        Numbers.shown(large.mebibytes()))));
    }

    private void plainConsumer(LocalKafka kafka) {
        try (var consumer = KafkaAccess.of(kafka.bootstrapServers()).consumer()) {
            var partitions =
                    consumer.partitionsFor(Topics.OBSERVATIONS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            rate("plain consumer of the same topic: poll and count", 0, () -> count(consumer));
        }
    }

    private void count(Consumer<String, byte[]> consumer) {
        for (long count = 0; count < records; ) {
            count += consumer.poll(Duration.ofSeconds(1)).count();
        }
    }

    private void rate(String what, int bar, Runnable work) {
        var processor = Processor.begin();
        long begin = System.nanoTime();
        work.run();
        double perSecond = records / ((System.nanoTime() - begin) / 1e9);
        report.add(
                bar == 0
                        ? Figure.informs(what, Numbers.shown(perSecond) + " records/s")
                        : Figure.atLeast(what, perSecond, bar, "records/s"));
        report.add(
                Figure.informs(
                        "the same for each second of processor time",
                        Numbers.shown(records / processor.seconds()) + " /s"));
    }

    private static void export(LocalKafka kafka, Path target) {
        var topics = List.of(Topics.OBSERVATIONS);
        var request =
                new ExportRequest(
                        target, topics, Range.ALL, null, null, "benchmark", Instant.now());
        try (var log = new KafkaLog(KafkaAccess.of(kafka.bootstrapServers()))) {
            new BundleExporter(log, request).run(ExportProgress.NONE);
        }
    }

    private static void check(Path bundle, ExportProgress progress) {
        var verdict = BundleVerifier.verify(bundle, VerificationOptions.NONE, progress);
        if (!verdict.isWhole()) {
            throw new IllegalStateException("not whole: " + verdict.findings());
        }
    }
}
