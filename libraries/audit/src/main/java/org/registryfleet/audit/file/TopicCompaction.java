package org.registryfleet.audit.file;

import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.TopicSpec.Cleanup;
import org.registryfleet.schemas.Topics;

/** What the catalogue of topics says about the topics of a log. */
final class TopicCompaction {

    private TopicCompaction() {}

    /** Whether the log may leave out records that a later one of the same cluster supersedes. */
    static boolean isCompacted(String topic) {
        return Topics.all().stream()
                .filter(spec -> spec.name().equals(topic))
                .map(TopicSpec::cleanup)
                .anyMatch(cleanup -> cleanup != Cleanup.DELETE_AFTER_AUDIT);
    }
}
