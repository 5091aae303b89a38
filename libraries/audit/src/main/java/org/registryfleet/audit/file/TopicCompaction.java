package org.registryfleet.audit.file;

import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.TopicSpec.Cleanup;
import org.registryfleet.schemas.Topics;

/** Tells which topics of the log are compacted, according to the topic catalogue. */
final class TopicCompaction {

    private TopicCompaction() {}

    /** Whether the topic is compacted, so that superseded records of a cluster may be missing. */
    static boolean isCompacted(String topic) {
        return Topics.all().stream()
                .filter(spec -> spec.name().equals(topic))
                .map(TopicSpec::cleanup)
                .anyMatch(cleanup -> cleanup != Cleanup.DELETE_AFTER_AUDIT);
    }
}
