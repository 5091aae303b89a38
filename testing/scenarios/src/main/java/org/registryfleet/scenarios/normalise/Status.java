package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps the status where the operator writes it, in a stable order and without times. */
final class Status {

    private static final Set<String> WRITTEN_BY_THE_OPERATOR =
            Set.of("Config", "ImagePruner", "ClusterOperator", "Image");

    private static final List<String> TIMES =
            List.of("lastTransitionTime", "lastUpdateTime", "lastHeartbeatTime");

    private static final String GENERATION = "<generation>";
    private static final String STALE = "<stale-generation-1>";

    private Status() {}

    /** Must run before the generation is removed from metadata. */
    static void normalise(ObjectNode object, NormalisedGenerations generations) {
        if (!WRITTEN_BY_THE_OPERATOR.contains(object.path("kind").asText())) {
            object.remove("status");
            return;
        }
        if (!(object.get("status") instanceof ObjectNode status)) {
            return;
        }
        generation(status, "observedGeneration", ownGeneration(object));
        for (var entry : status.path("generations")) {
            if (entry instanceof ObjectNode generation) {
                generation(generation, "lastGeneration", generations.of(refOf(generation)));
            }
        }
        for (var condition : status.path("conditions")) {
            if (condition instanceof ObjectNode fields) {
                fields.remove(TIMES);
                removeEmptyText(fields, "message");
                removeEmptyText(fields, "reason");
            }
        }
        sort(status.get("conditions"), c -> c.path("type").asText());
        sort(
                status.get("generations"),
                g -> g.path("resource").asText() + "/" + g.path("name").asText());
    }

    /** An empty message or reason is what a Go client writes for none. */
    private static void removeEmptyText(ObjectNode fields, String key) {
        if (fields.path(key).isTextual() && fields.path(key).textValue().isEmpty()) {
            fields.remove(key);
        }
    }

    private static Optional<NormalisedGenerations.Known> ownGeneration(ObjectNode object) {
        var generation = object.path("metadata").path("generation");
        return generation.isNumber()
                ? Optional.of(new NormalisedGenerations.Known(generation.longValue(), false))
                : Optional.empty();
    }

    private static ScenarioObjectRef refOf(JsonNode generation) {
        var group = generation.path("group").asText();
        var plural = generation.path("resource").asText();
        var kind = ScenarioKinds.served(group, plural);
        var namespace = generation.path("namespace").asText("");
        return new ScenarioObjectRef(
                kind.map(k -> k.apiVersion()).orElse(group),
                kind.map(k -> k.kind()).orElse(plural),
                namespace.isEmpty() ? null : namespace,
                generation.path("name").asText());
    }

    private static void generation(
            ObjectNode parent, String key, Optional<NormalisedGenerations.Known> known) {
        var value = parent.path(key);
        if (!value.isNumber() || known.isEmpty()) {
            return;
        }
        var behind = known.get().behind(value.longValue());
        if (behind == 0) {
            parent.put(key, GENERATION);
        } else if (behind == 1) {
            parent.put(key, STALE);
        }
    }

    private static void sort(@Nullable JsonNode list, Function<JsonNode, String> key) {
        if (list instanceof ArrayNode array) {
            var elements = new ArrayList<JsonNode>();
            array.forEach(elements::add);
            elements.sort(Comparator.comparing(key));
            array.removeAll().addAll(elements);
        }
    }
}
