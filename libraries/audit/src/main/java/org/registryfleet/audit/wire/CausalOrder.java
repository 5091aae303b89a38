package org.registryfleet.audit.wire;

import org.registryfleet.schemas.Topics;

import java.util.List;

/**
 * Orders records that carry the same millisecond: a record that can cause the other comes first.
 */
public final class CausalOrder {

    /** The topics with records about a cluster, causes before effects. */
    public static final List<String> TOPICS =
            List.of(
                    Topics.CLUSTERS,
                    Topics.REQUESTS,
                    Topics.ASSIGNMENTS,
                    Topics.OBSERVATIONS,
                    Topics.PLATFORMS,
                    Topics.STORAGE,
                    Topics.STORAGE_ACTIONS,
                    Topics.REGISTRIES,
                    Topics.REGISTRY_ACTIONS,
                    Topics.STATUS,
                    Topics.STATUS_ACTIONS,
                    Topics.STORAGE_OUTCOMES,
                    Topics.REGISTRY_OUTCOMES,
                    Topics.STATUS_OUTCOMES);

    private CausalOrder() {}

    static int rank(String topic) {
        return TOPICS.indexOf(topic);
    }
}
