package org.registryfleet.stage.view;

import java.util.Map;

/** A cluster's registration, as far as decisions need it. */
public record Registration(
        String cluster,
        String displayName,
        Map<String, String> labels,
        Ownership mode,
        boolean paused,
        Map<String, String> policy) {

    public Registration {
        labels = Map.copyOf(labels);
        policy = Map.copyOf(policy);
    }

    /** Who manages the operand, as registered (architecture, section 6). */
    public enum Ownership {
        AUTO,
        FULL,
        ASSIST
    }
}
