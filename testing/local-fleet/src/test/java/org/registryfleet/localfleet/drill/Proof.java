package org.registryfleet.localfleet.drill;

import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.localfleet.capture.CapturedObservations;
import org.registryfleet.localfleet.capture.Completeness;
import org.registryfleet.localfleet.capture.Contiguity;
import org.registryfleet.simulated.store.StoreEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the log of a cluster with the API server's own history: every final state captured,
 * every version observed or covered by a gap that is marked, no hole without a mark.
 */
final class Proof {

    /** The versions that a gap covers: after the first, up to the last. */
    private record Range(long after, long upTo) {
        boolean covers(long version) {
            return version > after && version <= upTo;
        }
    }

    private final Completeness completeness;
    private final Map<String, Long> finalVersions = new TreeMap<>();
    private final Set<Long> observed = new HashSet<>();
    private final List<Range> gaps = new ArrayList<>();
    private long gapFrom = -1;
    private long epoch;

    private Proof(List<Observation> log) {
        var contiguity = new Contiguity();
        for (var observation : log) {
            contiguity.take(CapturedObservations.of(observation));
            if (observation.getEpoch() >= epoch) {
                epoch = observation.getEpoch();
                take(observation);
            }
        }
        this.completeness = contiguity.report();
    }

    static Proof of(List<Observation> log) {
        return new Proof(List.copyOf(log));
    }

    Completeness completeness() {
        return completeness;
    }

    /** The last version of every ConfigMap that the log shows. */
    Map<String, Long> finalVersions() {
        return finalVersions;
    }

    /** The same as the API server has it. */
    static Map<String, Long> finalVersions(Changes changes) {
        var versions = new TreeMap<String, Long>();
        changes.cluster()
                .list("v1", "ConfigMap", Changes.NAMESPACE)
                .forEach(
                        map ->
                                versions.put(
                                        map.at("/metadata/name").asText(),
                                        map.at("/metadata/resourceVersion").asLong()));
        return versions;
    }

    /** Changes that the log neither shows nor says that it lacks. */
    List<Long> silentlyMissing(List<StoreEvent> history) {
        return history.stream()
                .map(StoreEvent::revision)
                .filter(version -> !observed.contains(version))
                .filter(version -> gaps.stream().noneMatch(gap -> gap.covers(version)))
                .toList();
    }

    long missing(List<StoreEvent> history) {
        return history.stream().filter(event -> !observed.contains(event.revision())).count();
    }

    private void take(Observation observation) {
        var object = observation.getObject();
        if (object == null
                || !object.getKind().equals("ConfigMap")
                || !object.getNamespace().equals(Changes.NAMESPACE)) {
            return;
        }
        switch (observation.getType()) {
            case ADDED, MODIFIED -> {
                observed.add(version(observation));
                finalVersions.put(object.getName(), version(observation));
            }
            case DELETED -> {
                if (!observation.getSynthesised()) {
                    observed.add(version(observation));
                }
                finalVersions.remove(object.getName());
            }
            case GAP ->
                    gapFrom =
                            observation.getResourceVersion().isEmpty()
                                    ? gapFrom
                                    : version(observation);
            case RESYNC -> gaps.add(new Range(gapFrom, version(observation)));
            case SYNCED, RESUMED, CONTACT_LOST, CONTACT_RESTORED, CREDENTIAL, UNKNOWN -> {}
        }
    }

    private static long version(Observation observation) {
        return Long.parseLong(observation.getResourceVersion());
    }

    static long count(List<Observation> log, ObservationType type) {
        return log.stream().filter(o -> o.getType() == type).count();
    }
}
