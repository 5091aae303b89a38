package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionList;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.condition.TransitionTimes;
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
 * The desired status of the Config (spec/status.md 1 and 2.8).
 *
 * @param rule ids of the matching rows for the registry itself
 * @param nextStep when it changes without an event; empty for never
 */
record ConfigReport(
        ObjectNode status, List<Condition> conditions, String rule, Optional<Instant> nextStep) {

    private static final String AWAITING = "awaiting-deployment";

    static ConfigReport of(StatusContext context, Instant now) {
        var observed = context.config().status();
        var transitions =
                TransitionTimes.of(
                        ObservedConditions.of(ReportedObjects.CONFIG, context.view().objects()),
                        context.previousConditions(),
                        now);
        var awaiting = context.awaitsDeployment(now);
        var judged = RegistryConditions.judge(context.facts(), transitions, now);
        var ours = new ArrayList<Condition>(awaiting ? List.of() : judged.conditions());
        verdicts(context, now).forEach(verdict -> ours.add(transitions.apply(verdict)));
        var conditions =
                ConditionList.merge(
                        observed.path("conditions"), ours, LegacyAzureCleanup.conditions(context));
        return new ConfigReport(
                status(context, conditions.json(), awaiting),
                conditions.conditions(),
                awaiting ? AWAITING : judged.rows(),
                nextStep(
                        context,
                        awaiting ? Optional.of(context.patienceEnds(now)) : judged.nextStep(),
                        now));
    }

    private static List<EvaluatedCondition> verdicts(StatusContext context, Instant now) {
        var verdicts = new ArrayList<EvaluatedCondition>();
        context.storage().map(StorageResult::conditions).orElse(List.of()).stream()
                .map(condition -> StorageReach.of(condition, context, now))
                .forEach(verdicts::add);
        verdicts.addAll(
                NodeCaConditions.judge(
                        context.view().find(ReportedObjects.NODE_CA),
                        context.view().isUnreadable(ReportedObjects.NODE_CA),
                        context.rolledOutNodeCa()));
        context.registry()
                .ifPresent(registry -> verdicts.addAll(PartConditions.judge(registry, now)));
        return verdicts;
    }

    private static ObjectNode status(
            StatusContext context, ArrayNode conditions, boolean awaiting) {
        var observed = context.config().status();
        var status = JsonNodeFactory.instance.objectNode();
        status.set("conditions", conditions);
        if (!awaiting && context.isProcessed()) {
            status.put("observedGeneration", context.config().generation());
        }
        status.put("readyReplicas", context.facts().rollout().map(Rollout::ready).orElse(0));
        status.set("generations", ObservedGenerations.merge(observed.path("generations"), context));
        context.storage()
                .ifPresentOrElse(
                        storage -> putStorage(status, storage, observed),
                        () -> putObservedStorage(status, observed));
        return status;
    }

    private static void putStorage(ObjectNode status, StorageResult storage, JsonNode observed) {
        status.set(
                "storage", ReplacementPatch.of(observed.path("storage"), storage.statusStorage()));
        status.put("storageManaged", storage.storageManaged());
    }

    /** The schema of the Config requires both fields. */
    private static void putObservedStorage(ObjectNode status, JsonNode observed) {
        if (!observed.path("storage").isObject()) {
            status.putObject("storage");
        }
        if (!observed.has("storageManaged")) {
            status.put("storageManaged", false);
        }
    }

    private static Optional<Instant> nextStep(
            StatusContext context, Optional<Instant> registryStep, Instant now) {
        var partStep =
                context.registry().flatMap(registry -> PartConditions.nextStep(registry, now));
        return Stream.concat(registryStep.stream(), partStep.stream())
                .min(Comparator.naturalOrder());
    }
}
