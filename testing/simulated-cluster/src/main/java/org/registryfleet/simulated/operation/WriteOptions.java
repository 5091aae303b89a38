package org.registryfleet.simulated.operation;

/**
 * How a write is to be done.
 *
 * @param dryRun whether to answer only what would happen
 * @param manager who writes, as managedFields will name it
 */
public record WriteOptions(boolean dryRun, String manager) {
    /** A write in process, by the simulation itself. */
    public static final WriteOptions IN_PROCESS = new WriteOptions(false, "simulation");

    /** A write in process, by what stands in for the controllers. */
    public static final WriteOptions CONTROLLER =
            new WriteOptions(false, "kube-controller-manager");
}
