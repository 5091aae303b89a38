package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** API servers of clusters that exist in the log only. Safe for concurrent use. */
final class SyntheticApi {

    private final Recording pattern;
    private final String patternName;
    private final BenchLog log;
    private final Map<String, SyntheticCluster> clusters = new ConcurrentHashMap<>();

    /**
     * @param pattern what the log says of a cluster of that name before anything was done for it
     */
    SyntheticApi(Recording pattern, String patternName, BenchLog log) {
        this.pattern = pattern;
        this.patternName = patternName;
        this.log = log;
    }

    /** Takes a copy of the pattern into the fleet; its names bear that of the cluster. */
    void add(String cluster) {
        var paper = new SyntheticCluster(cluster, log);
        clusters.put(cluster, paper);
        log.send(Topics.CLUSTERS, cluster, BenchFleet.registration(cluster, "http://127.0.0.1:9"));
        pattern.objects().forEach(seen -> paper.begin(seen, patternName));
    }

    /** Carries out an action on an object of its cluster. */
    Outcome carryOut(Action action, Cause cause) {
        var paper = clusters.get(action.getCluster());
        if (paper == null) {
            throw new IllegalStateException("there is no cluster " + action.getCluster());
        }
        var answer = paper.carryOut(action);
        return Outcome.newBuilder()
                .setAction(action.getId())
                .setCluster(action.getCluster())
                .setStage(action.getStage())
                .setObject(action.getObject())
                .setResult(answer.result())
                .setCode(answer.code())
                .setReason(answer.reason())
                .setUid(answer.uid())
                .setResourceVersion(answer.resourceVersion())
                .setFinishedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                .setCause(cause)
                .build();
    }
}
