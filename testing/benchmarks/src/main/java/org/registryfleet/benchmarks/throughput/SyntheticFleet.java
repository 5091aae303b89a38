package org.registryfleet.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.resource.JsonMergePatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Clusters that exist in the log only: copies of a recorded one, in seeded random change. */
final class SyntheticFleet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LIVELY =
            Set.of("Deployment", "DaemonSet", "Pod", "ConfigMap", "ClusterOperator", "Config");
    private static final int LIVELY_PERCENT = 70;

    private final Recording pattern;
    private final BenchLog log;
    private final Events events = Events.singleObject();
    private final List<Observation> lively;
    private final Observation deployment;
    private final List<ObjectNode> contents = new ArrayList<>();

    /** What has become of objects that differ from cluster to cluster. */
    private final Map<String, ObjectNode> own = new HashMap<>();

    private final Random random = new Random(1);
    private long version = 1_000_000;

    SyntheticFleet(Recording pattern, BenchLog log) {
        this.pattern = pattern;
        this.log = log;
        this.lively =
                pattern.objects().stream()
                        .filter(seen -> LIVELY.contains(seen.getObject().getKind()))
                        .toList();
        this.deployment =
                pattern.objects().stream()
                        .filter(seen -> seen.getObject().getKind().equals("Deployment"))
                        .filter(seen -> seen.getObject().getName().equals("image-registry"))
                        .findFirst()
                        .orElseThrow();
        pattern.objects().forEach(seen -> contents.add(parse(seen.getContent())));
    }

    static String name(int number) {
        return "paper-" + number;
    }

    /** Writes what the log says of clusters at rest. Returns the number of observations. */
    long settle(int from, int to) {
        long count = 0;
        for (int number = from; number < to; number++) {
            count += settle(name(number));
        }
        log.flush();
        return count;
    }

    /** Writes so many changes of random objects of random clusters. */
    void change(int clusters, long changes) {
        for (long i = 0; i < changes; i++) {
            change(name(random.nextInt(clusters)));
        }
        log.flush();
    }

    /** One change of a random object, by far most often of its status. */
    synchronized void change(String cluster) {
        boolean isLively = random.nextInt(100) < LIVELY_PERCENT;
        var seen =
                isLively
                        ? lively.get(random.nextInt(lively.size()))
                        : pattern.objects().get(random.nextInt(pattern.objects().size()));
        observe(cluster, seen, ObservationType.MODIFIED, changed(cluster, seen));
    }

    /** Patches an object; its new version, or null when the pattern has no such object. */
    synchronized @Nullable String patch(String cluster, ObjectKey object, JsonNode body) {
        for (var seen : pattern.objects()) {
            if (seen.getObject().equals(object)) {
                var content = content(cluster, seen).deepCopy();
                JsonMergePatch.apply(content, body);
                own.put(key(cluster, seen), content);
                ((ObjectNode) content.path("metadata"))
                        .put("resourceVersion", Long.toString(version));
                observe(cluster, seen, ObservationType.MODIFIED, content.toString());
                return Long.toString(version - 1);
            }
        }
        return null;
    }

    /** The registry's pods of a cluster become available, or stop being so. */
    synchronized void report(String cluster, boolean isAvailable) {
        var content = contents.get(pattern.objects().indexOf(deployment)).deepCopy();
        makeAvailable(content, isAvailable);
        ((ObjectNode) content.path("metadata")).put("resourceVersion", Long.toString(version));
        observe(cluster, deployment, ObservationType.MODIFIED, content.toString());
    }

    private long settle(String cluster) {
        log.send(Topics.CLUSTERS, cluster, BenchFleet.registration(cluster, "http://127.0.0.1:9"));
        for (var seen : pattern.objects()) {
            observe(cluster, seen, ObservationType.ADDED, seen.getContent());
        }
        log.send(
                Topics.OBSERVATIONS,
                cluster,
                Observation.newBuilder()
                        .setCluster(cluster)
                        .setSession(cluster)
                        .setEpoch(deployment.getEpoch()) // as the objects', or it does not count
                        .setSequence(version++)
                        .setType(ObservationType.SYNCED)
                        .setObservedAt(now())
                        .build());
        pattern.results()
                .forEach((topic, result) -> log.send(topic, cluster, copy(result, cluster)));
        return pattern.objects().size() + 1L;
    }

    private void observe(String cluster, Observation seen, ObservationType type, String content) {
        var next =
                Observation.newBuilder(seen)
                        .setCluster(cluster)
                        .setSession(cluster)
                        .setSequence(version)
                        .setType(type)
                        .setContent(content)
                        .setObservedAt(now());
        if (type == ObservationType.MODIFIED) {
            next.setResourceVersion(Long.toString(version));
        }
        version++;
        log.send(Topics.OBSERVATIONS, cluster, next.build());
    }

    private ObjectNode content(String cluster, Observation seen) {
        var shared = contents.get(pattern.objects().indexOf(seen));
        return own.getOrDefault(key(cluster, seen), shared);
    }

    private static String key(String cluster, Observation seen) {
        return cluster + "/" + seen.getObject();
    }

    private String changed(String cluster, Observation seen) {
        var content = content(cluster, seen);
        ((ObjectNode) content.path("metadata")).put("resourceVersion", Long.toString(version));
        for (var condition : content.path("status").path("conditions")) {
            if (condition.has("lastUpdateTime")) {
                ((ObjectNode) condition).put("lastUpdateTime", now().toString());
            }
        }
        boolean isDeployment = seen.getObject().getKind().equals("Deployment");
        if (isDeployment && random.nextInt(20) == 0) {
            flip(content);
        }
        return content.toString();
    }

    private static void flip(ObjectNode deployment) {
        makeAvailable(deployment, deployment.at("/status/availableReplicas").asInt() == 0);
    }

    private static void makeAvailable(ObjectNode deployment, boolean isAvailable) {
        for (var condition : deployment.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Available")) {
                ((ObjectNode) condition).put("status", isAvailable ? "True" : "False");
                ((ObjectNode) deployment.path("status"))
                        .put("availableReplicas", isAvailable ? 1 : 0);
            }
        }
    }

    private SpecificRecord copy(SpecificRecord record, String cluster) {
        var copy = events.decode(events.encode(record));
        copy.put(copy.getSchema().getField("cluster").pos(), cluster);
        return copy;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    private static ObjectNode parse(String content) {
        try {
            return (ObjectNode) JSON.readTree(content);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a recorded observation is damaged", damaged);
        }
    }
}
