package org.registryfleet.statusreporter.upstream;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;

import java.util.List;

/**
 * The result of the storage stage for one generation of the Config.
 *
 * @param conditions the storage conditions
 * @param statusStorage the Config's {@code status.storage}
 */
public record StorageResult(
        Basis basis,
        PartProgress progress,
        String kind,
        UpstreamApplyError error,
        List<EvaluatedCondition> conditions,
        JsonNode statusStorage,
        boolean storageManaged,
        List<ContestedField> contested) {

    public StorageResult {
        conditions = List.copyOf(conditions);
        contested = List.copyOf(contested);
    }

    /** Without contested fields. */
    public StorageResult(
            Basis basis,
            PartProgress progress,
            String kind,
            UpstreamApplyError error,
            List<EvaluatedCondition> conditions,
            JsonNode statusStorage,
            boolean storageManaged) {
        this(basis, progress, kind, error, conditions, statusStorage, storageManaged, List.of());
    }

    /** The Config and generation that a result applies to. */
    public record Basis(String uid, long generation) {

        public boolean isOf(Observed config) {
            return uid.equals(config.uid()) && generation == config.generation();
        }

        /** Whether it applies to this Config, in any generation. */
        public boolean isOfSame(Observed config) {
            return uid.equals(config.uid());
        }
    }
}
