package org.registryfleet.statusreporter.registry;

import org.registryfleet.stage.view.Observed;

/** The Config's managementState. */
public enum ManagementState {
    MANAGED,
    UNMANAGED,
    REMOVED,
    /** Force or empty: accepted by the schema, without effect. */
    INERT;

    /** A Config under deletion counts as Removed. */
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
