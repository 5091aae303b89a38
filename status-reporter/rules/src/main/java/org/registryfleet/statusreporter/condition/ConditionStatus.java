package org.registryfleet.statusreporter.condition;

/** The status of a condition, spelled as in Kubernetes. */
public enum ConditionStatus {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    ConditionStatus(String text) {
        this.text = text;
    }

    /** The spelling in a Kubernetes status. */
    public String text() {
        return text;
    }

    /** The status of that spelling; Unknown for anything else. */
    public static ConditionStatus of(String text) {
        for (var status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
