package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The table of contents of a bundle and the exporter's statements about it.
 *
 * @param tool name and version of the exporter
 * @param range the requested records
 * @param previous SHA-256 of the manifest of the preceding bundle
 * @param signer id of the key that signed the manifest; null for an unsigned bundle
 * @param partitionCount number of partitions of each topic
 */
public record BundleManifest(
        String tool,
        Instant createdAt,
        Range range,
        @Nullable Hash previous,
        @Nullable String signer,
        int partitionCount,
        List<SchemaManifest> schemas,
        List<PartitionManifest> partitions) {

    public static final String FORMAT = "registry-fleet-evidence";
    public static final int VERSION = 2;

    public BundleManifest {
        schemas = List.copyOf(schemas);
        partitions = List.copyOf(partitions);
    }

    /**
     * The requested part of the log.
     *
     * @param from inclusive start; null for the beginning of the log
     * @param to exclusive end; null for the end of the log at the time of the export
     * @param clusters ids of the clusters; empty for all
     */
    public record Range(@Nullable Instant from, @Nullable Instant to, List<String> clusters) {

        public static final Range ALL = new Range(null, null, List.of());

        public Range {
            clusters = List.copyOf(clusters);
        }
    }

    public long records() {
        return partitions.stream().mapToLong(PartitionManifest::count).sum();
    }
}
