package org.registryfleet.clusteraccess.api;

/**
 * Permit for one large response, so that memory is bounded. Waiting for it does not count against
 * the call's timeout, since the cluster is not the cause. The caller releases it when it is done
 * with the response.
 */
public interface ResponsePermit {

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
