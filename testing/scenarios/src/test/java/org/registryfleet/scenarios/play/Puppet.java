package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.registryfleet.scenarios.Golden;
import org.registryfleet.scenarios.cluster.TargetAnswer;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.Action;
import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.normalise.NormalisedGenerations;
import org.registryfleet.scenarios.normalise.Normaliser;
import org.registryfleet.scenarios.resource.ScenarioKinds;
import org.registryfleet.simulated.SimulatedFleet;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * An operator that knows the future: it writes what a stage expects. So a scenario passes exactly
 * when player, mirror, normaliser and comparison work together with the server.
 */
final class Puppet extends IdleTarget implements PlayListener {

    private static final Set<String> WITH_STATUS =
            Set.of("Config", "ImagePruner", "ClusterOperator", "Image");

    private final GoldenScenario golden;
    private final ObjectNode deployment;
    private final TargetApiServer api;

    /** The deployment is used where steps need one that no stage shows. */
    Puppet(SimulatedFleet fleet, GoldenScenario golden, ObjectNode deployment) {
        super(fleet, golden.id());
        this.golden = golden;
        this.deployment = deployment;
        this.api = new TargetApiServer(cluster());
    }

    @Override
    public void startOperator() {
        transientDeployment()
                .ifPresent(deployment -> bring(Golden.deployment(), deployment, false));
        bring(golden.orderedStages().getFirst(), false);
    }

    /** Steps of a scenario may use a Deployment that no stage shows any more. */
    private Optional<ObjectNode> transientDeployment() {
        var isPatched =
                golden.scenario().script().steps().stream()
                        .anyMatch(
                                step ->
                                        step.action() instanceof Action.StatusPatch patch
                                                && patch.ref().equals(Golden.deployment()));
        var isRemembered =
                golden.orderedStages().stream()
                        .flatMap(stage -> stage.objects().values().stream())
                        .anyMatch(
                                o ->
                                        o.at("/status/generations")
                                                .toString()
                                                .contains("deployments"));
        return isPatched || isRemembered ? Optional.of(deployment) : Optional.empty();
    }

    @Override
    public void stageBegins(GoldenScenario scenario, ExpectedStage stage) {
        stage.absent().forEach(this::remove);
        bring(stage, true);
    }

    private void bring(ExpectedStage stage, boolean deletions) {
        var last = Comparator.comparing((ScenarioObjectRef ref) -> ref.kind().equals("Config"));
        stage.objects().keySet().stream()
                .sorted(last.thenComparing(Comparator.naturalOrder()))
                .forEach(ref -> bring(ref, stage.objects().get(ref), deletions));
    }

    private void remove(ScenarioObjectRef ref) {
        var path = ScenarioKinds.path(ref);
        if (api.get(path).isSuccess()) {
            api.delete(path, "Background");
            api.mergePatch(path, noFinalizers());
        }
    }

    private static ObjectNode noFinalizers() {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putNull("finalizers");
        return patch;
    }

    /** Objects that are expected in deletion are only deleted when that is wanted. */
    private void bring(ScenarioObjectRef ref, ObjectNode expected, boolean deletions) {
        var path = ScenarioKinds.path(ref);
        var deleting = expected.path("metadata").has("deletionTimestamp");
        var wanted = (ObjectNode) invented(expected);
        var status = wanted.remove("status");
        if (deleting) {
            wanted.withObject("/metadata").remove("deletionTimestamp");
            wanted.withObject("/metadata").remove("finalizers");
        }
        var current = api.get(path);
        if (current.isSuccess() && current.body().path("metadata").has("deletionTimestamp")) {
            if (deleting) {
                return;
            }
            api.mergePatch(path, noFinalizers());
            current = api.get(path);
        }
        if (current.isNotFound()) {
            check(ref, api.create(listPath(ref), wanted));
        } else if (!isSame(current, expected)) {
            wanted.withObject("/metadata")
                    .set("resourceVersion", current.body().at("/metadata/resourceVersion"));
            check(ref, api.replace(path, wanted));
        }
        if (deleting && deletions) {
            check(ref, api.delete(path, "Foreground"));
        }
        if (status instanceof ObjectNode fields && WITH_STATUS.contains(ref.kind())) {
            bringStatus(ref, fields);
        }
    }

    private static boolean isSame(TargetAnswer current, ObjectNode expected) {
        var observed =
                Normaliser.normalise((ObjectNode) current.body(), NormalisedGenerations.NONE);
        observed.remove("status");
        var wanted =
                Normaliser.normalise((ObjectNode) invented(expected), NormalisedGenerations.NONE);
        wanted.remove("status");
        return observed.equals(wanted);
    }

    private void bringStatus(ScenarioObjectRef ref, ObjectNode status) {
        var current = (ObjectNode) api.get(ScenarioKinds.path(ref)).body();
        generation(status, "observedGeneration", current);
        for (var entry : status.path("generations")) {
            var kind =
                    entry.path("resource").asText().equals("deployments")
                            ? "Deployment"
                            : "DaemonSet";
            var of =
                    new ScenarioObjectRef(
                            "apps/v1",
                            kind,
                            entry.path("namespace").asText(),
                            entry.path("name").asText());
            generation(
                    (ObjectNode) entry, "lastGeneration", api.get(ScenarioKinds.path(of)).body());
        }
        for (var condition : status.path("conditions")) {
            ((ObjectNode) condition).put("lastTransitionTime", now().toString());
        }
        current.set("status", status);
        check(ref, api.replace(ScenarioKinds.path(ref) + "/status", current));
    }

    private static void generation(ObjectNode parent, String key, JsonNode object) {
        var current = object.path("metadata").path("generation").asLong(1);
        switch (parent.path(key).asText()) {
            case "<generation>" -> parent.put(key, current);
            case "<stale-generation-1>" -> parent.put(key, current - 1);
            default -> {}
        }
    }

    /** Real values in place of placeholders. */
    private static JsonNode invented(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> copy.set(e.getKey(), invented(e.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(e -> copy.add(invented(e)));
                yield copy;
            }
            case TextNode text ->
                    TextNode.valueOf(
                            text.textValue()
                                    .replace("<random>", "0123456789abcdef")
                                    .replace("<private-key>", "KEY"));
            default -> node;
        };
    }

    private static String listPath(ScenarioObjectRef ref) {
        var kind = ScenarioKinds.of(ref);
        return ref.namespace() == null ? kind.listPath() : kind.listPath(ref.namespace());
    }

    private void check(ScenarioObjectRef ref, TargetAnswer answer) {
        if (!answer.isSuccess()) {
            System.err.println(golden.id() + ": puppet " + ref + ": " + answer.refusal());
        }
    }
}
