package org.registryfleet.benchmarks.throughput;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.fleet.StatusArrival;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log says of one simulated cluster with an available registry, recorded from the whole
 * control plane: the pattern for fleets that exist in the log only.
 *
 * @param objects the last observation of each object
 * @param results the last result of each stage, by topic
 */
record Recording(List<Observation> objects, Map<String, SpecificRecord> results) {

    private static final List<String> RESULTS =
            List.of(Topics.PLATFORMS, Topics.STORAGE, Topics.REGISTRIES, Topics.STATUS);

    static Recording make() {
        try (var fleet = BenchFleet.start()) {
            var cluster =
                    fleet.add("pattern", ClusterProfile.demo(DemoPlatform.VSPHERE, "pattern"));
            fleet.register("pattern");
            cluster.patch(BenchObjects.CONFIG, BenchObjects.managed("emptyDir"));
            Pause.until(
                    () ->
                            cluster.get(BenchObjects.CLUSTER_OPERATOR)
                                    .filter(object -> StatusArrival.isTrue(object, "Available"))
                                    .isPresent(),
                    Duration.ofMinutes(1),
                    "an available registry");
            fleet.awaitStill(Duration.ofSeconds(2));
            try (var log = new BenchLog(fleet.bootstrapServers())) {
                return read(log);
            }
        }
    }

    /** A cluster for which nothing has been done yet; the last observation says that it is all. */
    static Recording untouched(String id, ClusterProfile profile) {
        try (var fleet = BenchFleet.start();
                var log = new BenchLog(fleet.bootstrapServers())) {
            fleet.add(id, profile);
            fleet.watch(id);
            var seen = new ArrayList<Observation>();
            Pause.until(
                    () -> {
                        seen.clear();
                        seen.addAll(untilComplete(log));
                        return !seen.isEmpty()
                                && seen.getLast().getType() == ObservationType.SYNCED;
                    },
                    Duration.ofMinutes(1),
                    "the whole of an untouched cluster");
            return new Recording(seen, Map.of());
        }
    }

    private static List<Observation> untilComplete(BenchLog log) {
        var seen = new ArrayList<Observation>();
        log.read(
                List.of(Topics.OBSERVATIONS),
                record -> {
                    if (log.decode(record.value()) instanceof Observation one
                            && (seen.isEmpty()
                                    || seen.getLast().getType() != ObservationType.SYNCED)) {
                        seen.add(one);
                    }
                });
        return seen;
    }

    private static Recording read(BenchLog log) {
        var objects = new LinkedHashMap<String, Observation>();
        log.read(
                List.of(Topics.OBSERVATIONS),
                record -> {
                    if (log.decode(record.value()) instanceof Observation seen
                            && seen.getObject() != null) {
                        var key = seen.getObject().toString();
                        if (seen.getType() == ObservationType.DELETED) {
                            objects.remove(key);
                        } else {
                            objects.put(key, seen);
                        }
                    }
                });
        var results = new LinkedHashMap<String, SpecificRecord>();
        log.read(RESULTS, record -> results.put(record.topic(), log.decode(record.value())));
        return new Recording(new ArrayList<>(objects.values()), results);
    }
}
