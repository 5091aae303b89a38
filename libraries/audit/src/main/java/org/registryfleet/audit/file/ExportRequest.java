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
 * What is to be exported.
 *
 * @param target a folder, or a file that ends with .zip; must not exist
 * @param key signs the bundle; null for none
 * @param after a bundle that this one goes on from, record for record; null for none
 * @param tool what the bundle says it was made with
 * @param now when it is made
 * @param compressed whether the files of a zip file are; a folder's never are
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

    /** The same in a compressed zip file: small, but damage costs the rest of the damaged file. */
    public ExportRequest compress() {
        return new ExportRequest(target, topics, range, key, after, tool, now, true);
    }

    /** Every topic that is kept for audits, with the dead letters. */
    public static List<String> auditTopics() {
        return Topics.all().stream()
                .filter(topic -> topic.cleanup() != Cleanup.COMPACT_SOON)
                .map(TopicSpec::name)
                .toList();
    }
}
