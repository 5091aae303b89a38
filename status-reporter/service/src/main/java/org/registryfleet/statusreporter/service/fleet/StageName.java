package org.registryfleet.statusreporter.service.fleet;

import java.util.Optional;

/** The stages a cluster passes through, in order. */
public enum StageName {
    PLATFORM("platform"),
    STORAGE("storage"),
    REGISTRY("registry"),
    STATUS("status");

    private final String text;

    StageName(String text) {
        this.text = text;
    }

    /** The name used in topic names. */
    public String text() {
        return text;
    }

    /** The stage of that name; empty for one of a later release. */
    public static Optional<StageName> of(String text) {
        for (var stage : values()) {
            if (stage.text.equals(text)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
