package org.registryfleet.simulated;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SimulatedKindsTest extends KindConformance {
    private static SimulatedFleet fleet;

    @BeforeAll
    static void start() {
        fleet = SimulatedFleet.start();
        fleet.addCluster("one");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Override
    Api server() {
        return Api.to(fleet.baseUrl("one"));
    }
}
