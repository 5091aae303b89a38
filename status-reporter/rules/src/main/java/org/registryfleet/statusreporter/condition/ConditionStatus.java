package org.registryfleet.statusreporter.condition;

/** Whether a condition holds, in the words of Kubernetes. */
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

    /** The status of that spelling; anything else is unknown. */
    public static ConditionStatus of(String text) {
        for (var status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
