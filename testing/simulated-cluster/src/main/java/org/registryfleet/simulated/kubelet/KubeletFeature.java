package org.registryfleet.simulated.kubelet;

/** A part of the kubelet that can be switched on. */
public enum KubeletFeature {
    /** Binds claims to volumes, as far as their class allows. */
    CLAIMS,
    /** Rolls out deployments and makes their pods. */
    ROLLOUTS,
    /** Reports daemons as running on the nodes. */
    DAEMON_SETS,
    /** Admits routes. */
    ROUTES,
    /** Injects the service CA and makes serving certificates. */
    SERVICE_CA,
    /** Removes the finalizers of objects that are being deleted. */
    GARBAGE
}
