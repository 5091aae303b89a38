package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a cluster is in its state: for each stage the triggering event, the rule and the resulting
 * actions.
 */
public record ReasonChain(List<Link> links) {

    public ReasonChain {
        links = List.copyOf(links);
    }

    /**
     * One stage's part of the chain.
     *
     * @param event description of the trigger
     * @param actions the stage's latest actions with their outcomes, newest first
     */
    public record Link(
            StageName stage, String event, StageResult result, List<RecentAction> actions) {

        public Link {
            actions = List.copyOf(actions);
        }
    }

    /** The chain of a cluster, without stages that have no result yet. */
    public static ReasonChain of(ClusterRecord cluster) {
        var links = new ArrayList<Link>();
        for (var stage : StageName.values()) {
            cluster.resultOf(stage)
                    .ifPresent(
                            result ->
                                    links.add(
                                            new Link(
                                                    stage,
                                                    event(cluster, result.reasoning().trigger()),
                                                    result,
                                                    cluster.actionsOf(stage))));
        }
        return new ReasonChain(links);
    }

    private static String event(ClusterRecord cluster, @Nullable RecordPosition trigger) {
        if (trigger == null) {
            return "the passing of time";
        }
        return cluster.observations().stream()
                .filter(observation -> observation.origin().equals(trigger))
                .findFirst()
                .map(observation -> (observation.type() + " " + observation.object()).strip())
                .orElseGet(() -> "record " + trigger);
    }
}
