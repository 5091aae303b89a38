package org.registryfleet.regfleet.check;

/** Where an operator that looks after the registry runs. */
public enum OperatorPlace {
    IN_CLUSTER("in the cluster"),
    HOSTED("with the hosted control plane"),
    NONE("none"),
    /** What would tell may not be read. */
    UNKNOWN("not known");

    private final String text;

    OperatorPlace(String text) {
        this.text = text;
    }

    /** Whether the fleet only observes such a cluster in mode AUTO. */
    public boolean mayBePresent() {
        return this != NONE;
    }

    @Override
    public String toString() {
        return text;
    }
}
