package org.registryfleet.statusreporter.registry;

import org.registryfleet.stage.view.Observed;

/** Who looks after the registry, as the Config says. */
public enum ManagementState {
    MANAGED,
    UNMANAGED,
    REMOVED,
    /** Force or nothing at all: accepted by the schema, without any effect. */
    INERT;

    /** A Config that is being deleted takes its registry with it. */
    public static ManagementState of(Observed config) {
        if (config.isDeleting()) {
            return REMOVED;
        }
        return switch (config.spec().path("managementState").asText("")) {
            case "Managed" -> MANAGED;
            case "Unmanaged" -> UNMANAGED;
            case "Removed" -> REMOVED;
            case String _ -> INERT;
        };
    }
}
