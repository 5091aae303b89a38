package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.compare.ObservedState;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What has happened in a cluster and who did it: a change whose version is none of the runner's own
 * writes is the system's under test. Safe for use by several threads.
 */
final class Chronicle {

    private final Map<ScenarioObjectRef, Tracked> objects = new HashMap<>();
    private final List<Map.Entry<ScenarioObjectRef, Tracked>> deleted = new ArrayList<>();
    private final Set<String> ownVersions = new HashSet<>();
    private final Set<String> ownDeletions = new HashSet<>();
    private long changes;

    /** The versions of the runner's own writes and of what was there before. */
    synchronized void own(JsonNode object) {
        var version = object.path("metadata").path("resourceVersion").asText();
        if (!version.isEmpty()) {
            ownVersions.add(version);
        }
    }

    synchronized void ownDeletion(ScenarioObjectRef ref) {
        var tracked = objects.get(ref);
        if (tracked != null) {
            ownDeletions.add(tracked.uid());
        }
    }

    synchronized void seen(ObjectNode object) {
        var ref = ScenarioObjectRef.of(object);
        var known = objects.get(ref);
        if (known != null && known.uid().equals(object.path("metadata").path("uid").asText())) {
            if (!Tracked.version(known.current()).equals(Tracked.version(object))) {
                objects.put(ref, known.next(object));
                changed();
            }
            return;
        }
        if (known != null) {
            deleted.add(Map.entry(ref, known));
        }
        objects.put(ref, Tracked.begin(object));
        changed();
    }

    synchronized void gone(ScenarioObjectRef ref) {
        var tracked = objects.remove(ref);
        if (tracked != null) {
            deleted.add(Map.entry(ref, tracked));
            changed();
        }
    }

    /** After a new list: what is not in it is gone. */
    synchronized void onlyThese(ScenarioKind kind, Set<ScenarioObjectRef> refs) {
        var lost =
                objects.keySet().stream()
                        .filter(ref -> ref.kind().equals(kind.kind()))
                        .filter(ref -> ref.apiVersion().equals(kind.apiVersion()))
                        .filter(ref -> !refs.contains(ref))
                        .toList();
        lost.forEach(this::gone);
    }

    synchronized Optional<ObjectNode> find(ScenarioObjectRef ref) {
        return Optional.ofNullable(objects.get(ref)).map(Tracked::current);
    }

    synchronized List<ObjectNode> all() {
        return objects.values().stream().map(Tracked::current).toList();
    }

    synchronized ObservedState observed() {
        var current = new HashMap<ScenarioObjectRef, ObjectNode>();
        var touched = new HashSet<ScenarioObjectRef>();
        objects.forEach(
                (ref, tracked) -> {
                    current.put(ref, tracked.current());
                    if (tracked.isTouchedByOthers(ownVersions)) {
                        touched.add(ref);
                    }
                });
        var vanished = new HashSet<ScenarioObjectRef>();
        var generations = new HashMap<ScenarioObjectRef, Long>();
        for (var end : deleted) {
            var tracked = end.getValue();
            generations.put(end.getKey(), tracked.generation());
            if (!objects.containsKey(end.getKey())
                    && ownVersions.contains(tracked.first())
                    && !ownDeletions.contains(tracked.uid())) {
                vanished.add(end.getKey());
            }
        }
        return new ObservedState(current, touched, vanished, generations);
    }

    synchronized long changes() {
        return changes;
    }

    /** Returns when something has changed since, at the latest after that many milliseconds. */
    synchronized void awaitChange(long since, long atMostMillis) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        var left = atMostMillis;
        while (changes == since && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
