package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.Cluster;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Substitution;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.events.Verb;

import java.time.Instant;
import java.util.List;

/** Actions as a decision would publish them. */
final class Actions {
    static final Cause CAUSE = new Cause("fleet.registry-actions.v1", 3, 41L);

    private Actions() {}

    static ObjectKey configMap(String name) {
        return new ObjectKey("v1", "ConfigMap", "ns", name);
    }

    static ObjectKey secret(String name) {
        return new ObjectKey("v1", "Secret", "ns", name);
    }

    static Action create(ObjectKey key, String body) {
        return action(Verb.CREATE, key).setBody(Cluster.json(body).toString()).build();
    }

    static Action patch(ObjectKey key, JsonNode seen, String body) {
        return action(Verb.PATCH, key)
                .setUid(seen.at("/metadata/uid").asText())
                .setResourceVersion(seen.at("/metadata/resourceVersion").asText())
                .setBody(Cluster.json(body).toString())
                .build();
    }

    static Action.Builder action(Verb verb, ObjectKey key) {
        return Action.newBuilder()
                .setId("action-1")
                .setCluster(Cluster.ID)
                .setStage("registry-deployer")
                .setVerb(verb)
                .setObject(key)
                .setDeadline(Instant.parse("2100-01-01T00:00:00Z"))
                .setDecision(decision());
    }

    private static Decision decision() {
        return Decision.newBuilder()
                .setRule("rule")
                .setReason("reason")
                .setDecidedAt(Instant.EPOCH)
                .setBasis(List.of())
                .build();
    }

    static Substitution substitution(
            String pointer,
            @Nullable ObjectKey source,
            String sourcePointer,
            ValueEncoding encoding) {
        return new Substitution(pointer, source, sourcePointer, encoding, "");
    }
}
