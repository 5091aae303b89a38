package org.registryfleet.inventory;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.util.stream.Stream;

class InventoryHouseRulesTest {

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofService();
    }
}
