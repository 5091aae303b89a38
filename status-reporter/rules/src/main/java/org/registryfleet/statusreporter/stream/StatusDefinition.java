package org.registryfleet.statusreporter.stream;

import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.statusreporter.decision.StatusStage;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.Map;

/** The stage's topics: it consumes the results of every earlier stage. */
public final class StatusDefinition {

    private static final String RELEASE = "RELEASE_VERSION";

    private StatusDefinition() {}

    /** The stage as it was configured when a decision was recorded. */
    public static StageDefinition<ClusterStatusState> of(Map<String, String> settings) {
        return create(settings.getOrDefault(RELEASE, ""));
    }

    /** The stage for one release of the operand. */
    public static StageDefinition<ClusterStatusState> create(String release) {
        return new StageDefinition<>(
                new StatusStage(release),
                new StatusCodec(),
                Topics.STATUS,
                Topics.STATUS_ACTIONS,
                Topics.STATUS_OUTCOMES,
                Map.of(
                        Topics.PLATFORMS, UpstreamRecords::platform,
                        Topics.STORAGE, UpstreamRecords::storage,
                        Topics.REGISTRIES, UpstreamRecords::registry),
                Map.of(RELEASE, release));
    }
}
