package org.registryfleet.simulated.kubelet;

/** The current time as objects carry it. */
@FunctionalInterface
interface Time {
    String now();
}
