package org.registryfleet.inventory.service;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.util.stream.Stream;

class InventoryServiceHouseRulesTest {

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofShell();
    }
}
