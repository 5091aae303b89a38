package org.registryfleet.audit.file;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An {@link org.registryfleet.audit.log.EventLog} over a bundle. Every record is compared with the
 * hash list while it is read; whether hash list and manifest are authentic is for {@link
 * BundleVerifier} to decide.
 */
public final class BundleLog implements EventLog {

    private final BundleFile bundle;
    private final BundleManifest manifest;

    /**
     * Opens a folder or zip file.
     *
     * @throws LogException if this release cannot read the bundle
     */
    public BundleLog(Path path) {
        try {
            bundle = BundleFile.open(path);
        } catch (EvidenceException unusable) {
            throw new LogException(String.valueOf(unusable.getMessage()), unusable);
        }
        manifest = BundleVerifier.manifest(bundle);
    }

    /** The manifest of the bundle. */
    public BundleManifest manifest() {
        return manifest;
    }

    @Override
    public List<OffsetRange> spans(Collection<String> topics) {
        for (var topic : topics) {
            if (!Topics.isYoung(topic)
                    && manifest.partitions().stream()
                            .noneMatch(p -> p.span().topic().equals(topic))) {
                throw new LogException(
                        "the bundle holds nothing of the topic %s: export it with that topic"
                                .formatted(topic));
            }
        }
        return manifest.partitions().stream()
                .map(PartitionManifest::span)
                .filter(span -> topics.contains(span.topic()))
                .sorted(
                        Comparator.comparing(OffsetRange::topic)
                                .thenComparingInt(OffsetRange::partition))
                .toList();
    }

    @Override
    public long offsetAt(OffsetRange span, Instant time) {
        try (var cursor = open(span)) {
            while (cursor.hasNext()) {
                var record = cursor.next();
                if (!record.time().isBefore(time)) {
                    return record.offset();
                }
            }
        }
        return span.to();
    }

    @Override
    public int partitionOf(String cluster) {
        return BuiltInPartitioner.partitionForKey(
                cluster.getBytes(StandardCharsets.UTF_8), manifest.partitionCount());
    }

    @Override
    public LogCursor open(OffsetRange span) {
        var topicPartition = new TopicPartitionId(span.topic(), span.partition());
        var proof =
                manifest.partitions().stream()
                        .filter(one -> one.topicPartition().equals(topicPartition))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new LogException(
                                                "the bundle holds nothing of " + topicPartition));
        try {
            return proof.count() == 0
                    ? BundleCursor.EMPTY
                    : new BundleCursor(
                            span,
                            new FrameReader(bundle.open(BundleFile.records(topicPartition))),
                            new HashListReader(
                                    bundle.open(BundleFile.hashes(topicPartition)), _ -> {}));
        } catch (IOException unreadable) {
            throw new LogException(
                    "%s cannot be read from the bundle: verify it".formatted(topicPartition),
                    unreadable);
        }
    }

    @Override
    public void close() {
        bundle.close();
    }
}
