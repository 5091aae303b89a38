package org.registryfleet.audit.wire;

import org.registryfleet.schemas.Topics;

import java.util.List;

/** The order of records written in the same millisecond: what can lead to the other comes first. */
public final class CausalOrder {

    /** The topics that tell about a cluster, causes before effects. */
    public static final List<String> TOPICS =
            List.of(
                    Topics.CLUSTERS,
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
