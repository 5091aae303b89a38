package org.registryfleet.simulated.kubelet;

import java.time.Duration;

/** Does things later, in the kubelet's lane. */
interface Later {
    /** Runs the task after the delay of rollouts. */
    void afterRollout(Runnable task);

    /** Runs the task after this delay. */
    void after(Duration delay, Runnable task);
}
