package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The table of contents of a bundle and what its exporter states about it.
 *
 * @param tool that made it
 * @param range which records were asked for
 * @param previous SHA-256 of the manifest of the bundle that this one goes on from
 * @param signer id of the key that signed the manifest; null when nobody did
 * @param partitionCount partitions of each topic of the fleet
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
     * Which part of the log was asked for.
     *
     * @param from first time; null for the beginning of the log
     * @param to time after the last; null for the log's end at the export
     * @param clusters only these; all when there is none
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
