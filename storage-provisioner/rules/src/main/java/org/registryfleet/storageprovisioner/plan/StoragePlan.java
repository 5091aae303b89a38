package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.time.Instant;
import java.util.List;

/** What a Managed Config's storage section leads to. */
public sealed interface StoragePlan {

    /** One sentence for people. */
    String reason();

    List<String> warnings();

    /**
     * The storage is there.
     *
     * @param storage how the Config's storage section reads when it says so
     * @param inForce how the status reads, with what was completed
     * @param objects what keeps it so
     * @param lookAgain when to decide again though nothing has happened; null for never
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

        /** Storage that needs nothing to stay. */
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
     * The storage will be there.
     *
     * @param storage fields of the storage section to write
     * @param whole they replace the section
     * @param startsOver what was in force is gone
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
     * The registry cannot have this storage as things are.
     *
     * @param condition null when nothing new is to be said about the storage in force
     * @param storage fields of the storage section to write all the same
     * @param objects what is tried again
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
