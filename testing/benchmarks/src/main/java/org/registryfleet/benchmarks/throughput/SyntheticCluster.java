package org.registryfleet.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.events.Action;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.resource.JsonMergePatch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One API server on paper: writes have preconditions, versions and generations as real ones have,
 * and each is observed. Pods run as soon as they are wanted. Safe for concurrent use.
 */
final class SyntheticCluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    /** What an API server says of a write. */
    record Answer(
            OutcomeResult result, int code, String reason, String uid, String resourceVersion) {

        static Answer refused(int code, String reason) {
            return new Answer(OutcomeResult.LATER, code, reason, "", "");
        }
    }

    private final String name;
    private final BenchLog log;
    private final Map<ObjectKey, String> objects = new HashMap<>();
    private int nodes;
    private long epoch;
    private long sequence;
    private long version = 1_000_000;

    SyntheticCluster(String name, BenchLog log) {
        this.name = name;
        this.log = log;
    }

    /** Takes over what was observed of the pattern. */
    synchronized void begin(Observation seen, String patternName) {
        epoch = seen.getEpoch();
        var key = renamed(seen.getObject(), patternName);
        var content = seen.getContent().replace(patternName, name);
        if (key != null) {
            objects.put(key, content);
            nodes += key.getKind().equals("Node") ? 1 : 0;
        }
        send(Observation.newBuilder(seen).setObject(key).setContent(content));
    }

    synchronized Answer carryOut(Action action) {
        var before = objects.get(action.getObject());
        var refusal = refusal(action, before == null ? null : parse(before));
        if (refusal != null) {
            return refusal;
        }
        return switch (action.getVerb()) {
            case CREATE -> write(action, parse(action.getBody()), ObservationType.ADDED);
            case PATCH, PATCH_STATUS -> write(action, patched(action), ObservationType.MODIFIED);
            case DELETE -> delete(action);
            case NONE -> throw new IllegalStateException("an action without verb: " + action);
        };
    }

    private static @Nullable Answer refusal(Action action, @Nullable ObjectNode before) {
        boolean creates = action.getVerb() == Verb.CREATE;
        if (before == null) {
            return creates ? null : Answer.refused(NOT_FOUND, "NotFound");
        }
        if (creates) {
            return Answer.refused(CONFLICT, "AlreadyExists");
        }
        var metadata = before.path("metadata");
        boolean isThatOne =
                agrees(action.getUid(), metadata.path("uid").asText())
                        && agrees(
                                action.getResourceVersion(),
                                metadata.path("resourceVersion").asText());
        return isThatOne ? null : Answer.refused(CONFLICT, "Conflict");
    }

    private static boolean agrees(String wanted, String found) {
        return wanted.isEmpty() || wanted.equals(found);
    }

    private ObjectNode patched(Action action) {
        var content = current(action.getObject());
        JsonMergePatch.apply(content, parse(action.getBody()));
        return content;
    }

    private Answer write(Action action, ObjectNode content, ObservationType type) {
        var key = action.getObject();
        var metadata = content.withObject("/metadata");
        if (type == ObservationType.ADDED) {
            metadata.put("uid", uid(key)).put("creationTimestamp", "2026-01-01T00:00:00Z");
            metadata.put("generation", 1);
        } else if (!content.path("spec").equals(current(key).path("spec"))) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
        store(key, content, type);
        run(key, content);
        return new Answer(
                OutcomeResult.DONE,
                200,
                "",
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText());
    }

    /** What a kubelet would do, at once. */
    private void run(ObjectKey key, ObjectNode content) {
        long generation = content.at("/metadata/generation").asLong();
        if (content.at("/status/observedGeneration").asLong() == generation) {
            return;
        }
        var status =
                switch (key.getKind()) {
                    case "Deployment" ->
                            BenchObjects.available(
                                    generation, content.at("/spec/replicas").asInt(1), true);
                    case "DaemonSet" -> BenchObjects.running(generation, nodes);
                    case String _ -> null;
                };
        if (status != null) {
            var running = content.deepCopy();
            JsonMergePatch.apply(running, status);
            store(key, running, ObservationType.MODIFIED);
        }
    }

    private Answer delete(Action action) {
        var content = objects.remove(action.getObject());
        var last = parse(content == null ? "{}" : content);
        observe(action.getObject(), last, ObservationType.DELETED);
        var uid = last.at("/metadata/uid").asText();
        return new Answer(OutcomeResult.DONE, 200, "", uid, "");
    }

    private void store(ObjectKey key, ObjectNode content, ObservationType type) {
        content.withObject("/metadata").put("resourceVersion", Long.toString(version++));
        objects.put(key, content.toString());
        observe(key, content, type);
    }

    private void observe(ObjectKey key, ObjectNode content, ObservationType type) {
        var metadata = content.path("metadata");
        send(
                Observation.newBuilder()
                        .setCluster(name)
                        .setSession(name)
                        .setSequence(0)
                        .setType(type)
                        .setObject(key)
                        .setUid(metadata.path("uid").asText())
                        .setResourceVersion(metadata.path("resourceVersion").asText())
                        .setContent(content.toString())
                        .setObservedAt(Instant.EPOCH));
    }

    private void send(Observation.Builder next) {
        log.send(
                Topics.OBSERVATIONS,
                name,
                next.setCluster(name)
                        .setSession(name)
                        .setEpoch(epoch)
                        .setSequence(sequence++)
                        .setObservedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                        .build());
    }

    private @Nullable ObjectKey renamed(@Nullable ObjectKey key, String patternName) {
        return key == null
                ? null
                : ObjectKey.newBuilder(key)
                        .setName(key.getName().replace(patternName, name))
                        .build();
    }

    private ObjectNode current(ObjectKey key) {
        return parse(objects.getOrDefault(key, "{}"));
    }

    private String uid(ObjectKey key) {
        var seed = name + "/" + key + "/" + version;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ObjectNode parse(String content) {
        try {
            return (ObjectNode) JSON.readTree(content);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an object of a paper cluster is damaged", damaged);
        }
    }
}
