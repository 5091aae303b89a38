package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.audit.log.SimilarNames;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves which partitions and offsets of the log an export request covers. */
final class ExportScope {

    private final EventLog log;
    private final ExportRequest request;
    private final Map<TopicPartitionId, PartitionManifest> before = new HashMap<>();
    private @Nullable Hash previous;
    private int partitionCount;

    ExportScope(EventLog log, ExportRequest request) {
        this.log = log;
        this.request = request;
    }

    /** The partitions and offsets to read. */
    List<OffsetRange> spans() {
        readPrevious();
        refuseUnknownClusters();
        var all = log.spans(request.topics());
        partitionCount = all.stream().mapToInt(OffsetRange::partition).max().orElse(-1) + 1;
        refuseLostHistory(all);
        var partitions =
                request.range().clusters().stream()
                        .map(log::partitionOf)
                        .collect(Collectors.toSet());
        return all.stream()
                .filter(span -> partitions.isEmpty() || partitions.contains(span.partition()))
                .map(this::narrowed)
                .toList();
    }

    @Nullable Hash previous() {
        return previous;
    }

    int partitionCount() {
        return partitionCount;
    }

    private OffsetRange narrowed(OffsetRange span) {
        var range = request.range();
        long from = range.from() == null ? span.from() : log.offsetAt(span, range.from());
        long to = range.to() == null ? span.to() : log.offsetAt(span, range.to());
        var ended = before.get(new TopicPartitionId(span.topic(), span.partition()));
        if (ended != null) {
            from = goingOn(span, ended.span().to());
        }
        return new OffsetRange(span.topic(), span.partition(), from, Math.max(from, to));
    }

    private static long goingOn(OffsetRange span, long next) {
        if (next < span.from()) {
            throw new EvidenceException(
                    "%s-%d: the previous bundle ends before offset %d, the log now begins at %d: what is between is gone"
                            .formatted(span.topic(), span.partition(), next, span.from()));
        }
        if (next > span.to()) {
            throw new EvidenceException(
                    "%s-%d: the previous bundle ends before offset %d, the log ends before %d: this is another log"
                            .formatted(span.topic(), span.partition(), next, span.to()));
        }
        return next;
    }

    private void readPrevious() {
        if (request.after() == null) {
            return;
        }
        if (request.range().from() != null) {
            throw new EvidenceException("a bundle begins at a time or after another one, not both");
        }
        try (var bundle = BundleFile.open(request.after())) {
            var bytes = bundle.read(BundleFile.MANIFEST);
            var manifest = ManifestJson.read(BundleFile.json(bytes));
            if (!manifest.range().clusters().equals(request.range().clusters())) {
                throw new EvidenceException(
                        "the previous bundle is about other clusters: %s"
                                .formatted(manifest.range().clusters()));
            }
            previous = RecordHasher.plain(bytes);
            manifest.partitions().forEach(proof -> before.put(proof.topicPartition(), proof));
        }
    }

    /** A start before the oldest record is rejected: those records have been deleted. */
    private void refuseLostHistory(List<OffsetRange> spans) {
        var from = request.range().from();
        if (from == null) {
            return;
        }
        var oldest =
                spans.stream()
                        .filter(
                                span ->
                                        !span.isEmpty()
                                                && !TopicCompaction.isCompacted(span.topic()))
                        .map(this::begin)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
        boolean isCut = spans.stream().anyMatch(span -> span.from() > 0);
        if (isCut && oldest.isPresent() && from.isBefore(oldest.get())) {
            throw new EvidenceException(
                    "history begins at %s, what was before is gone: ask for that time or a later one"
                            .formatted(oldest.get()));
        }
    }

    private Optional<Instant> begin(OffsetRange span) {
        try (var cursor = log.open(span)) {
            return cursor.hasNext() ? Optional.of(cursor.next().time()) : Optional.empty();
        }
    }

    private void refuseUnknownClusters() {
        var wanted = new TreeSet<>(request.range().clusters());
        if (wanted.isEmpty()) {
            return;
        }
        var known = new TreeSet<String>();
        for (var span : log.spans(List.of(Topics.CLUSTERS))) {
            try (var cursor = log.open(span)) {
                cursor.forEachRemaining(
                        record -> {
                            if (record.key() != null) {
                                known.add(record.key());
                            }
                        });
            }
        }
        wanted.removeAll(known);
        if (!wanted.isEmpty()) {
            var near = SimilarNames.of(wanted.first(), known);
            throw new EvidenceException(
                    "the log knows no cluster \"%s\"%s"
                            .formatted(
                                    wanted.first(),
                                    near.isEmpty() ? "" : "; near is " + String.join(", ", near)));
        }
    }
}
