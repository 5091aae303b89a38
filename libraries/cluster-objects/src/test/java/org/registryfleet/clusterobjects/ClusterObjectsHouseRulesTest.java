package org.registryfleet.clusterobjects;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.registryfleet.houserules.HouseRules;

import java.util.stream.Stream;

class ClusterObjectsHouseRulesTest {

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.ofService();
    }
}
