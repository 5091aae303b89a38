package org.registryfleet.fleetpolicy.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Documents of policies. */
final class Policies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Policies() {}

    /** An enforcing one for {@code env=edge}; single quotes stand for double ones. */
    static JsonNode enforce(String name, int replicas, String rollout) {
        return policy(
                name,
                "'remediationAction':'enforce','config':{'replicas':%d},'rollout':%s"
                        .formatted(replicas, rollout));
    }

    static JsonNode policy(String name, String spec) {
        return json(
                ("{'apiVersion':'fleet.registryfleet.org/v1alpha1','kind':'FleetPolicy','metadata':{'name':'%s'},"
                                + "'spec':{'placement':{'labelSelector':{'matchLabels':{'env':'edge'}}},%s}}")
                        .formatted(name, spec));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
