package org.registryfleet.statusreporter.stream;

import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.statusreporter.decision.StatusStage;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.time.Duration;
import java.util.Map;

/** The stage's topics: it consumes the results of every earlier stage. */
public final class StatusDefinition {

    private static final String RELEASE = "RELEASE_VERSION";
    private static final String UPGRADE_HOLD = "UPGRADE_HOLD";
    private static final Duration USUAL_HOLD = Duration.ofMinutes(60);

    private StatusDefinition() {}

    /** The stage as it was configured when a decision was recorded. */
    public static StageDefinition<ClusterStatusState> of(Map<String, String> settings) {
        return create(
                settings.getOrDefault(RELEASE, ""),
                Duration.parse(settings.getOrDefault(UPGRADE_HOLD, "PT0S")));
    }

    /** The stage for one release of the operand, with the usual hold. */
    public static StageDefinition<ClusterStatusState> create(String release) {
        return create(release, USUAL_HOLD);
    }

    /**
     * The stage with its settings.
     *
     * @param release as reported while nothing in the cluster tells
     * @param upgradeHold how long the upgrade of a cluster explains what happens to its registry
     */
    public static StageDefinition<ClusterStatusState> create(String release, Duration upgradeHold) {
        return new StageDefinition<>(
                new StatusStage(release, upgradeHold),
                new StatusCodec(),
                Topics.STATUS,
                Topics.STATUS_ACTIONS,
                Topics.STATUS_OUTCOMES,
                Map.of(
                        Topics.PLATFORMS, UpstreamRecords::platform,
                        Topics.STORAGE, UpstreamRecords::storage,
                        Topics.REGISTRIES, UpstreamRecords::registry),
                settings(release, upgradeHold));
    }

    /** Without a hold as before there was one, so that decisions of then come out the same. */
    private static Map<String, String> settings(String release, Duration upgradeHold) {
        return upgradeHold.isZero()
                ? Map.of(RELEASE, release)
                : Map.of(RELEASE, release, UPGRADE_HOLD, upgradeHold.toString());
    }
}
