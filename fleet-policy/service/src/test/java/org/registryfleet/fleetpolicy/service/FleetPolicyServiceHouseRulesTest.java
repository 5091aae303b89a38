package org.registryfleet.fleetpolicy.service;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.util.stream.Stream;

class FleetPolicyServiceHouseRulesTest {

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofShell();
    }
}
