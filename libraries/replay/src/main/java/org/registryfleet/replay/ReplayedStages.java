package org.registryfleet.replay;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Decision;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.platformdetector.decision.PlatformFacts;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The stages of the fleet, configured as the services run them. */
public record ReplayedStages(
        StageDefinition<PlatformFacts> platform,
        StageDefinition<StorageResultState> storage,
        StageDefinition<RegistryState> registry,
        StageDefinition<ClusterStatusState> status) {

    /**
     * The stages with the settings that the services recorded with their decisions.
     *
     * @param results a result of each stage, by topic
     */
    public static ReplayedStages recorded(Map<String, SpecificRecord> results) {
        return new ReplayedStages(
                PlatformDefinition.create(),
                StorageDefinition.of(
                        results.get(Topics.STORAGE) instanceof StorageProvisioned storage
                                ? settings(storage.getDecision())
                                : Map.of()),
                RegistryDefinition.of(
                        results.get(Topics.REGISTRIES) instanceof RegistryDeployed registry
                                ? settings(registry.getDecision())
                                : Map.of()),
                StatusDefinition.of(
                        results.get(Topics.STATUS) instanceof ClusterStatus status
                                ? settings(status.getDecision())
                                : Map.of()));
    }

    /** Decisions of early releases recorded no settings. */
    private static Map<String, String> settings(Decision decision) {
        return Objects.requireNonNullElse(decision.getSettings(), Map.of());
    }

    /** The stages in pipeline order. */
    public List<StageDefinition<?>> inOrder() {
        return List.of(platform, storage, registry, status);
    }
}
