package org.registryfleet.clusteraccess.api;

/**
 * Admission control for one large response, so that memory is bounded. Waiting for admission does
 * not count against the call's timeout, since the cluster is not the cause. The caller releases it
 * when it is done with the response.
 */
public interface Admission {

    /** Acquires a permit; blocks. */
    void enter() throws InterruptedException;

    /**
     * Returns the permit while the server delays its response; it is acquired again before the body
     * is read.
     */
    void leave();

    /** Acquires the additional permit for decoding a large response; blocks. */
    void grow() throws InterruptedException;
}
