package org.registryfleet.statusreporter.stream;

import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.stream.StageDefinition;
import org.registryfleet.statusreporter.report.StatusStage;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.Map;

/** Where the status stage stands in the log: it reads every earlier stage. */
public final class StatusDefinition {

    private StatusDefinition() {}

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
                        Topics.REGISTRIES, UpstreamRecords::registry));
    }
}
