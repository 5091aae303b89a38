package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.normalise.NormalisedGenerations;
import org.registryfleet.scenarios.normalise.Normaliser;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One object through its life.
 *
 * @param first the version it began with
 * @param changes the versions at which something that counts has changed
 */
record Tracked(ObjectNode current, String first, List<String> changes) {

    static Tracked begin(ObjectNode object) {
        var version = version(object);
        return new Tracked(object, version, List.of(version));
    }

    /** A write that changes nothing but bookkeeping is no change. */
    Tracked next(ObjectNode object) {
        var counts = !normal(current).equals(normal(object));
        var versions =
                counts
                        ? Stream.concat(changes.stream(), Stream.of(version(object))).toList()
                        : changes;
        return new Tracked(object, first, versions);
    }

    String uid() {
        return current.path("metadata").path("uid").asText();
    }

    long generation() {
        return current.path("metadata").path("generation").asLong();
    }

    boolean isTouchedByOthers(Set<String> own) {
        return !own.containsAll(changes);
    }

    static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private static ObjectNode normal(ObjectNode object) {
        return Normaliser.normalise(object, NormalisedGenerations.NONE);
    }
}
