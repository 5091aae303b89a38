package org.registryfleet.platformdetector.stream;

import org.registryfleet.platformdetector.decision.PlatformFacts;
import org.registryfleet.platformdetector.decision.PlatformStage;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;

import java.util.Map;

/** The stage's topics: it consumes observations only and issues no actions. */
public final class PlatformDefinition {

    private PlatformDefinition() {}

    public static StageDefinition<PlatformFacts> create() {
        return new StageDefinition<>(
                new PlatformStage(),
                new PlatformFactsCodec(),
                Topics.PLATFORMS,
                null,
                null,
                Map.of(),
                Map.of());
    }
}
