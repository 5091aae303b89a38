package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.SchemaManifest;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.OffsetRange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Writes a bundle. Partitions are read in parallel; memory is bounded. The bundle appears under its
 * final name only when it is complete.
 */
public final class BundleExporter {

    private final EventLog log;
    private final ExportRequest request;
    private final Map<String, Schema> known = SchemaIds.released();
    private final Set<String> used = new ConcurrentSkipListSet<>();

    /**
     * The exported bundle.
     *
     * @param fingerprint SHA-256 of the manifest; noted elsewhere, it proves the integrity of the
     *     bundle
     */
    public record Exported(BundleManifest manifest, Hash fingerprint) {}

    public BundleExporter(EventLog log, ExportRequest request) {
        this.log = log;
        this.request = request;
    }

    /**
     * Exports.
     *
     * @throws EvidenceException if the range, the clusters or the target are invalid
     * @throws org.registryfleet.audit.log.LogException if the log cannot be read to the end
     */
    public Exported run(ExportProgress progress) {
        var target = new ExportTarget(request.target(), request.compressed());
        var scope = new ExportScope(log, request);
        var spans = scope.spans();
        target.begin();
        try {
            var proofs = write(target.folder(), spans, progress);
            var exported = seal(target, scope, proofs);
            target.finish();
            return exported;
        } finally {
            target.close();
        }
    }

    private List<PartitionManifest> write(
            Path folder, List<OffsetRange> spans, ExportProgress progress) {
        var count =
                new ProgressCounter(progress, spans.stream().mapToLong(OffsetRange::length).sum());
        var work = new ArrayList<Callable<PartitionManifest>>();
        spans.forEach(span -> work.add(() -> write(folder, span, count)));
        return ParallelPartitions.all(work);
    }

    private PartitionManifest write(Path folder, OffsetRange span, ProgressCounter count)
            throws IOException {
        var topicPartition = new TopicPartitionId(span.topic(), span.partition());
        var clusters = Set.copyOf(request.range().clusters());
        try (var writer = new PartitionWriter(folder, topicPartition, used);
                var cursor = log.open(span)) {
            long next = span.from();
            while (cursor.hasNext()) {
                var record = cursor.next();
                var key = record.key();
                if (clusters.isEmpty() || (key != null && clusters.contains(key))) {
                    writer.write(record);
                }
                if (record.offset() - next >= ProgressCounter.STEP) {
                    count.add(record.offset() - next);
                    next = record.offset();
                }
            }
            count.add(span.to() - next);
            return writer.proof(TopicCompaction.isCompacted(span.topic()), span);
        }
    }

    private Exported seal(ExportTarget target, ExportScope scope, List<PartitionManifest> proofs) {
        var key = request.key();
        var manifest =
                new BundleManifest(
                        request.tool(),
                        request.now(),
                        request.range(),
                        scope.previous(),
                        key == null ? null : key.publicHalf().id(),
                        scope.partitionCount(),
                        schemas(target),
                        proofs);
        var bytes =
                (ManifestJson.write(manifest).toPrettyString() + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        var fingerprint = RecordHasher.plain(bytes);
        target.write(BundleFile.MANIFEST, bytes);
        target.write(
                BundleFile.CHECKSUM,
                "%s  %s\n"
                        .formatted(fingerprint, BundleFile.MANIFEST)
                        .getBytes(StandardCharsets.US_ASCII));
        if (key != null) {
            target.write(BundleFile.SIGNATURE, key.sign(bytes));
            target.write(BundleFile.SIGNER, key.publicHalf().pem());
        }
        return new Exported(manifest, fingerprint);
    }

    private List<SchemaManifest> schemas(ExportTarget target) {
        var proofs = new ArrayList<SchemaManifest>();
        for (var id : used) {
            var schema = known.get(id);
            if (schema == null) {
                throw new EvidenceException("no schema %s is known".formatted(id));
            }
            var bytes =
                    (SchemaFormatter.format("json/pretty", schema) + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            var proof = new SchemaManifest(id, schema.getFullName(), RecordHasher.plain(bytes));
            target.write(BundleFile.schema(proof), bytes);
            proofs.add(proof);
        }
        return proofs;
    }
}
