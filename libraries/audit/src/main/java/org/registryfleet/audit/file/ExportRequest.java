package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.TopicSpec.Cleanup;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The parameters of an export.
 *
 * @param target a folder, or a file whose name ends with .zip; must not exist
 * @param key signing key; null for an unsigned bundle
 * @param after the preceding bundle that this one continues; null for none
 * @param tool name and version of the exporter
 * @param now time of the export
 * @param compressed whether the files inside a zip are compressed; files in a folder never are
 */
public record ExportRequest(
        Path target,
        List<String> topics,
        Range range,
        @Nullable SigningKey key,
        @Nullable Path after,
        String tool,
        Instant now,
        boolean compressed) {

    public ExportRequest {
        topics = List.copyOf(topics);
    }

    /** Not compressed. */
    public ExportRequest(
            Path target,
            List<String> topics,
            Range range,
            @Nullable SigningKey key,
            @Nullable Path after,
            String tool,
            Instant now) {
        this(target, topics, range, key, after, tool, now, false);
    }

    /** The same as a compressed zip: smaller, but damage loses the rest of the damaged file. */
    public ExportRequest compress() {
        return new ExportRequest(target, topics, range, key, after, tool, now, true);
    }

    /** Every topic with audit retention, including the dead-letter topics. */
    public static List<String> auditTopics() {
        return Topics.all().stream()
                .filter(topic -> topic.cleanup() != Cleanup.COMPACT_SOON)
                .map(TopicSpec::name)
                .toList();
    }
}
