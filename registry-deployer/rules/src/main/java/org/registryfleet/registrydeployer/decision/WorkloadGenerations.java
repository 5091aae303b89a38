package org.registryfleet.registrydeployer.decision;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The generations of the workloads after our last write. An entry is kept while its object drifts
 * and after the object is gone; a new Config starts without entries.
 */
final class WorkloadGenerations {

    private static final List<Map.Entry<ObjectRef, String>> WORKLOADS =
            List.of(
                    Map.entry(OperandObjects.NODE_CA, "daemonsets"),
                    Map.entry(OperandObjects.DEPLOYMENT, "deployments"));

    private WorkloadGenerations() {}

    static List<AppliedGeneration> of(View<RegistryState> view, Collection<Desired> desired) {
        var known = known(view);
        var generations = new ArrayList<AppliedGeneration>();
        for (var workload : WORKLOADS) {
            desired.stream()
                    .filter(wanted -> wanted.ref().equals(workload.getKey()))
                    .findFirst()
                    .flatMap(wanted -> settled(view, wanted))
                    .map(object -> applied(workload, object))
                    .or(() -> entry(known, workload))
                    .ifPresent(generations::add);
        }
        return generations;
    }

    /** The generations published for this Config, or those in its status if none were published. */
    static List<AppliedGeneration> known(View<RegistryState> view) {
        var config = view.find(OperandObjects.CONFIG);
        if (config.isEmpty()) {
            return List.of();
        }
        var previous = view.previous();
        return previous != null && previous.configUid().equals(config.get().uid())
                ? previous.generations()
                : reported(config.get());
    }

    private static List<AppliedGeneration> reported(Observed config) {
        var generations = new ArrayList<AppliedGeneration>();
        for (JsonNode entry : config.status().path("generations")) {
            generations.add(
                    new AppliedGeneration(
                            entry.path("group").asText(""),
                            entry.path("resource").asText(""),
                            entry.path("namespace").asText(""),
                            entry.path("name").asText(""),
                            entry.path("lastGeneration").asLong(0)));
        }
        return generations;
    }

    private static Optional<Observed> settled(View<RegistryState> view, Desired wanted) {
        return wanted instanceof Desired.Present && view.drift(wanted).isEmpty()
                ? view.find(wanted.ref()).filter(object -> !object.isDeleting())
                : Optional.empty();
    }

    private static AppliedGeneration applied(
            Map.Entry<ObjectRef, String> workload, Observed object) {
        var ref = workload.getKey();
        return new AppliedGeneration(
                ref.group(), workload.getValue(), ref.namespace(), ref.name(), object.generation());
    }

    private static Optional<AppliedGeneration> entry(
            List<AppliedGeneration> known, Map.Entry<ObjectRef, String> workload) {
        return known.stream()
                .filter(
                        entry ->
                                entry.resource().equals(workload.getValue())
                                        && entry.name().equals(workload.getKey().name()))
                .findFirst();
    }
}
