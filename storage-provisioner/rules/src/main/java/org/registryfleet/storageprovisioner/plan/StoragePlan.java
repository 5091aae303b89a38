package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.time.Instant;
import java.util.List;

/** The outcome of planning the storage section of a Managed Config. */
public sealed interface StoragePlan {

    /** A human-readable reason. */
    String reason();

    List<String> warnings();

    /**
     * The storage exists.
     *
     * @param storage the Config's storage section once it is up to date
     * @param inForce the storage in the status, with defaulted values
     * @param objects desired objects that maintain it
     * @param lookAgain when to decide again without an event; null for never
     */
    record Provisioned(
            ObjectNode storage,
            ObjectNode inForce,
            List<StorageCondition> conditions,
            ObjectNode contribution,
            List<Desired> objects,
            @Nullable Instant lookAgain,
            List<String> warnings,
            String reason)
            implements StoragePlan {

        public Provisioned {
            conditions = List.copyOf(conditions);
            objects = List.copyOf(objects);
            warnings = List.copyOf(warnings);
        }

        /** Storage that needs no objects. */
        static Provisioned lasting(
                ObjectNode storage,
                StorageCondition condition,
                ObjectNode contribution,
                List<String> warnings,
                String reason) {
            return new Provisioned(
                    storage,
                    storage,
                    List.of(condition),
                    contribution,
                    List.of(),
                    null,
                    warnings,
                    reason);
        }
    }

    /**
     * The storage is being created.
     *
     * @param storage fields of the storage section to write
     * @param whole whether they replace the section
     * @param startsOver whether the applied storage was lost
     */
    record Creating(
            ObjectNode storage,
            boolean whole,
            boolean startsOver,
            List<Desired> objects,
            List<String> warnings,
            String reason)
            implements StoragePlan {

        public Creating {
            objects = List.copyOf(objects);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The storage is refused.
     *
     * @param condition null if the condition of the applied storage does not change
     * @param storage fields of the storage section to write nevertheless
     * @param objects desired objects to retry
     */
    record Refused(
            StorageError error,
            @Nullable StorageCondition condition,
            ObjectNode storage,
            List<Desired> objects,
            List<String> warnings)
            implements StoragePlan {

        Refused(
                StorageError error,
                @Nullable StorageCondition condition,
                List<Desired> objects,
                List<String> warnings) {
            this(error, condition, StoragePlanner.nothing(), objects, warnings);
        }

        public Refused {
            objects = List.copyOf(objects);
            warnings = List.copyOf(warnings);
        }

        @Override
        public String reason() {
            return error.message();
        }
    }
}
