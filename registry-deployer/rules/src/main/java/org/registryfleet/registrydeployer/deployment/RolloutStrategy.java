package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How pods are replaced (operand specification, section 11.2). The many unavailable pods of larger
 * registries let the anti-affine layout of two replicas grow on two workers.
 */
final class RolloutStrategy {

    private RolloutStrategy() {}

    static ObjectNode of(String rolloutStrategy, int replicas) {
        var strategy = JsonNodeFactory.instance.objectNode();
        if (rolloutStrategy.equals("Recreate")) {
            return strategy.put("type", "Recreate");
        }
        var rolling = strategy.put("type", "RollingUpdate").putObject("rollingUpdate");
        if (replicas == 2) {
            rolling.put("maxUnavailable", 1).put("maxSurge", 1);
        } else {
            // without replicas the reference asks for -1, which the API server refuses
            rolling.put("maxUnavailable", replicas == 0 ? 1 : replicas - 1).put("maxSurge", "25%");
        }
        return strategy;
    }
}
