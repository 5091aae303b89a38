package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The rollout strategy of the Deployment (operand specification, section 11.2). The high
 * maxUnavailable of larger registries lets two anti-affine replicas roll out on two workers.
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
            // for zero replicas the reference operator computes -1, which the API server rejects
            rolling.put("maxUnavailable", replicas == 0 ? 1 : replicas - 1).put("maxSurge", "25%");
        }
        return strategy;
    }
}
