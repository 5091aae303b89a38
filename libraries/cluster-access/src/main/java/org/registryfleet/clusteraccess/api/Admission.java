package org.registryfleet.clusteraccess.api;

/**
 * Room in this process for one answer. Waiting for it counts against no time limit, because it is
 * not the cluster's fault. The caller gives the room back when it is done with the answer.
 */
public interface Admission {

    /** Waits for room. */
    void enter() throws InterruptedException;

    /** Gives the room back while the server lets us wait; it is entered anew before the body. */
    void leave();

    /** Waits for the room that a large answer takes once it is decoded. */
    void grow() throws InterruptedException;
}
