package org.registryfleet.scenarios.target;

import org.registryfleet.scenarios.cluster.ApiAccess;

import java.time.Duration;
import java.time.Instant;

/**
 * The cluster and the system under test of one scenario. The cluster is fresh: it has the CRDs and
 * none of the objects of the scenario. All methods are called by one thread.
 */
public interface ScenarioTarget extends AutoCloseable {

    ApiAccess cluster();

    /** Lets the system under test begin to look after the cluster. */
    void startOperator();

    /** Ends that; when the method returns no write of the system under test will follow. */
    void stopOperator();

    /** Also gives up leadership at once, so that nobody waits for a lease. */
    default void restartOperator() {
        stopOperator();
        startOperator();
    }

    /**
     * Lets that much time pass for the system under test; what becomes due may still be in work.
     */
    void advance(Duration duration);

    /** The time of the system under test. */
    Instant now();

    Activity activity();

    @Override
    void close();

    /**
     * What the system under test is doing.
     *
     * @param work what is in flight, for people; empty when nothing is
     * @param marker grows with everything that happens, so that work between two looks is seen
     */
    record Activity(String work, long marker) {

        public boolean busy() {
            return !work.isEmpty();
        }
    }
}
