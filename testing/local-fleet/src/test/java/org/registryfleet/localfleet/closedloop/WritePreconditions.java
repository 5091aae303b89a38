package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;

/** What a decision saw of an object must still hold when it is written. */
final class WritePreconditions {

    private WritePreconditions() {}

    static void check(Change change, @Nullable ObjectNode before) throws Refusal {
        switch (change) {
            case Change.Create _ -> {
                if (before != null) {
                    throw new Refusal(true, "already exists");
                }
            }
            case Change.Patch patch -> check(before, patch.uid(), patch.resourceVersion());
            case Change.Delete delete -> check(before, delete.uid(), delete.resourceVersion());
        }
    }

    private static void check(@Nullable ObjectNode object, String uid, String resourceVersion)
            throws Refusal {
        if (object == null
                || !SmallCluster.uid(object).equals(uid)
                || !object.at("/metadata/resourceVersion").asText().equals(resourceVersion)) {
            throw new Refusal(true, "the object has been modified");
        }
    }
}
