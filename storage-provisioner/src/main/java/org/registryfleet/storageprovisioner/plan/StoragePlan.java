package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.outcome.StorageCondition;
import org.registryfleet.storageprovisioner.outcome.StorageError;

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
     */
    record Provisioned(
            Backend backend,
            ObjectNode storage,
            StorageCondition condition,
            ObjectNode contribution,
            List<String> warnings,
            String reason)
            implements StoragePlan {

        public Provisioned {
            warnings = List.copyOf(warnings);
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
     * @param objects what is tried again
     */
    record Refused(
            StorageError error,
            @Nullable StorageCondition condition,
            List<Desired> objects,
            List<String> warnings)
            implements StoragePlan {

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
