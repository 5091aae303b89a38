package org.registryfleet.fleetpolicy.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which clusters a policy is for; all parts have to agree, and one that is not given always does.
 *
 * @param matchLabels labels with their values
 * @param platforms as the platforms of the fleet are spelled
 */
public record Placement(
        Map<String, String> matchLabels,
        List<Requirement> matchExpressions,
        Set<String> platforms,
        Topology topology) {

    /** Everything in the fleet. */
    public static final Placement ALL = new Placement(Map.of(), List.of(), Set.of(), Topology.ANY);

    public Placement {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
        platforms = Set.copyOf(platforms);
    }

    /** How many nodes carry infrastructure, as the Infrastructure object says. */
    public enum Topology {
        ANY,
        SINGLE_REPLICA,
        HIGHLY_AVAILABLE
    }

    /** One requirement on a label, as Kubernetes has it. */
    public record Requirement(String key, Operator operator, Set<String> values) {

        public Requirement {
            values = Set.copyOf(values);
        }

        boolean accepts(Map<String, String> labels) {
            var value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /** Operators of a requirement. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Whether the labels are those that are wanted. */
    public boolean accepts(Map<String, String> labels) {
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(one -> one.accepts(labels));
    }

    /** The part that keeps a cluster out; empty when the policy is for it. */
    public Optional<String> objection(FleetMember cluster) {
        if (!accepts(cluster.labels())) {
            return Optional.of("labels");
        }
        if (!platforms.isEmpty() && !platforms.contains(cluster.platform())) {
            return Optional.of("platform");
        }
        return isOfTopology(cluster) ? Optional.empty() : Optional.of("topology");
    }

    /** A cluster whose platform is not known has no known topology either. */
    private boolean isOfTopology(FleetMember cluster) {
        return switch (topology) {
            case ANY -> true;
            case SINGLE_REPLICA -> !cluster.platform().isEmpty() && cluster.singleReplica();
            case HIGHLY_AVAILABLE -> !cluster.platform().isEmpty() && !cluster.singleReplica();
        };
    }
}
