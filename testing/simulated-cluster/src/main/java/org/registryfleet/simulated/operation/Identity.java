package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.resource.Trait;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Gives new objects their system metadata. Uids and generated names depend only on the cluster and
 * what came before.
 */
public final class Identity {
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final String clusterId;
    private final Clock clock;
    private long given;

    /** Identities for the objects of this cluster; the clock gives creation and deletion times. */
    public Identity(String clusterId, Clock clock) {
        this.clusterId = clusterId;
        this.clock = clock;
    }

    /** Goes on where another one has come to, so that no uid is given twice. */
    public Identity after(long alreadyGiven) {
        given = alreadyGiven;
        return this;
    }

    /** How many uids and names have been given. */
    public long given() {
        return given;
    }

    /** The current time as the API writes it. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * The name of the object; where only generateName is given, a new name that is also written to
     * the object.
     */
    String nameOf(ObjectNode object) {
        var metadata = Json.child(object, "metadata");
        var name = metadata.path("name").asText();
        var prefix = metadata.path("generateName").asText();
        if (!name.isEmpty() || prefix.isEmpty()) {
            return name;
        }
        given++;
        var bits = unique("name", prefix).getMostSignificantBits() >>> 1;
        var generated = new StringBuilder(prefix);
        for (var i = 0; i < 5; i++) {
            generated.append(SUFFIX_LETTERS.charAt((int) (bits % SUFFIX_LETTERS.length())));
            bits /= SUFFIX_LETTERS.length();
        }
        metadata.put("name", generated.toString());
        return generated.toString();
    }

    /** Sets what only the server sets. */
    void stamp(ObjectKey key, ObjectNode object) {
        given++;
        var metadata = Json.child(object, "metadata");
        dropSystemFields(metadata);
        metadata.put("uid", unique("uid", key.path()).toString()).put("creationTimestamp", now());
        if (key.type().namespaced()) {
            metadata.put("namespace", key.namespace());
        } else {
            metadata.remove("namespace");
        }
        if (countsGenerations(key.type())) {
            metadata.put("generation", 1);
        }
    }

    static boolean countsGenerations(ResourceType type) {
        return type.has(Trait.GENERATION);
    }

    private static void dropSystemFields(ObjectNode metadata) {
        metadata.remove(
                List.of(
                        "resourceVersion",
                        "managedFields",
                        "selfLink",
                        "deletionTimestamp",
                        "deletionGracePeriodSeconds",
                        "generation"));
    }

    private UUID unique(String purpose, String about) {
        var seed = clusterId + "/" + purpose + "/" + about + "/" + given;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }
}
