package org.registryfleet.fleetpolicy;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.util.stream.Stream;

class FleetPolicyHouseRulesTest {

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofService();
    }
}
