package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionList;
import org.registryfleet.statusreporter.condition.ConditionVerdict;
import org.registryfleet.statusreporter.condition.Transitions;
import org.registryfleet.statusreporter.controller.NodeCaConditions;
import org.registryfleet.statusreporter.controller.PartConditions;
import org.registryfleet.statusreporter.registry.RegistryConditions;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.upstream.StorageResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of the Config (spec/status.md 1 and 2.8).
 *
 * @param rule ids of the rows that decided about the registry itself
 * @param nextStep when it changes by the passing of time alone; empty for never
 */
record ConfigReport(
        ObjectNode status, List<Condition> conditions, String rule, Optional<Instant> nextStep) {

    private static final String AWAITING = "awaiting-deployment";

    static ConfigReport of(StatusContext situation, Instant now) {
        var observed = situation.config().status();
        var transitions =
                Transitions.of(
                        ObservedConditions.of(Subjects.CONFIG, situation.view().objects()),
                        situation.previousConditions(),
                        now);
        var awaiting = situation.awaitsDeployment(now);
        var judged = RegistryConditions.judge(situation.facts(), transitions, now);
        var ours = new ArrayList<Condition>(awaiting ? List.of() : judged.conditions());
        verdicts(situation, now).forEach(verdict -> ours.add(transitions.apply(verdict)));
        var conditions =
                ConditionList.merge(
                        observed.path("conditions"), ours, Legacy.conditions(situation));
        return new ConfigReport(
                status(situation, conditions.json(), awaiting),
                conditions.conditions(),
                awaiting ? AWAITING : judged.rows(),
                nextStep(
                        situation,
                        awaiting ? Optional.of(situation.patienceEnds(now)) : judged.nextStep(),
                        now));
    }

    private static List<ConditionVerdict> verdicts(StatusContext situation, Instant now) {
        var verdicts = new ArrayList<ConditionVerdict>();
        situation.storage().map(StorageResult::conditions).ifPresent(verdicts::addAll);
        verdicts.addAll(
                NodeCaConditions.judge(
                        situation.view().find(Subjects.NODE_CA),
                        situation.view().isUnreadable(Subjects.NODE_CA)));
        situation
                .registry()
                .ifPresent(registry -> verdicts.addAll(PartConditions.judge(registry, now)));
        return verdicts;
    }

    private static ObjectNode status(
            StatusContext situation, ArrayNode conditions, boolean awaiting) {
        var observed = situation.config().status();
        var status = JsonNodeFactory.instance.objectNode();
        status.set("conditions", conditions);
        if (!awaiting && situation.isProcessed()) {
            status.put("observedGeneration", situation.config().generation());
        }
        status.put("readyReplicas", situation.facts().rollout().map(Rollout::ready).orElse(0));
        status.set(
                "generations", ObservedGenerations.merge(observed.path("generations"), situation));
        situation
                .storage()
                .ifPresentOrElse(
                        storage -> putStorage(status, storage, observed),
                        () -> putObservedStorage(status, observed));
        return status;
    }

    private static void putStorage(ObjectNode status, StorageResult storage, JsonNode observed) {
        status.set("storage", Replacement.of(observed.path("storage"), storage.statusStorage()));
        status.put("storageManaged", storage.storageManaged());
    }

    /** The schema of the Config demands both fields. */
    private static void putObservedStorage(ObjectNode status, JsonNode observed) {
        if (!observed.path("storage").isObject()) {
            status.putObject("storage");
        }
        if (!observed.has("storageManaged")) {
            status.put("storageManaged", false);
        }
    }

    private static Optional<Instant> nextStep(
            StatusContext situation, Optional<Instant> registryStep, Instant now) {
        var partStep =
                situation.registry().flatMap(registry -> PartConditions.nextStep(registry, now));
        return Stream.concat(registryStep.stream(), partStep.stream())
                .min(Comparator.naturalOrder());
    }
}
