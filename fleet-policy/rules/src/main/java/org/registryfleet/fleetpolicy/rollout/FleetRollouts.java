package org.registryfleet.fleetpolicy.rollout;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.policy.PolicyDocument;
import org.registryfleet.fleetpolicy.rollout.PolicyChange.Assigned;
import org.registryfleet.fleetpolicy.rollout.PolicyChange.Reported;
import org.registryfleet.fleetpolicy.rollout.PolicyChange.Withdrawn;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Applied;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Deleted;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Stepped;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Answer;
import org.registryfleet.stage.view.JsonText;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All policies and the fleet, as a sequence of facts has left them. Deterministic: the same facts
 * in the same order give the same changes. Facts about clusters are only taken in; what follows
 * from them is decided at the next tick, for all of them together. Not thread-safe.
 */
public final class FleetRollouts {

    /** How many policies there may be. */
    static final int MOST = 200;

    private final SortedMap<String, PolicyRollout> rollouts = new TreeMap<>();
    private final SortedMap<String, PolicyTarget> fleet = new TreeMap<>();
    private final SortedMap<String, String> assigned = new TreeMap<>();
    private final Map<String, RolloutReport> reported = new HashMap<>();
    private final Map<String, Long> withdrawn = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private @Nullable Instant undecided;
    private Instant now = Instant.EPOCH;

    /** Takes in a fact and returns what follows from it, in order. */
    public List<PolicyChange> apply(PolicyFact fact) {
        now = fact.at().isAfter(now) ? fact.at() : now;
        switch (fact) {
            case PolicyFact.Seen(_, var cluster, var target) -> {
                if (!target.equals(fleet.put(cluster, target))) {
                    wake();
                }
            }
            case PolicyFact.Left(_, var cluster) -> {
                if (fleet.remove(cluster) != null) {
                    wake();
                }
            }
            case PolicyFact.Tick _ -> {
                return decide();
            }
            case Commanded commanded -> {
                return follow(commanded);
            }
        }
        return List.of();
    }

    private void wake() {
        undecided = undecided == null ? now : undecided;
    }

    /** When a {@link PolicyFact.Tick} will lead to something; null when none will. */
    public @Nullable Instant due() {
        var due = undecided;
        for (var rollout : rollouts.values()) {
            var next = RolloutRules.due(rollout, fleet, now);
            due = due == null || (next != null && next.isBefore(due)) ? next : due;
        }
        return due;
    }

    /** Whether anything follows from clusters: without a policy nobody needs to tell of them. */
    public boolean isNeeded() {
        return !rollouts.isEmpty() || !assigned.isEmpty();
    }

    /** What is known of a cluster; null when it is not in the fleet. */
    public @Nullable PolicyTarget target(String cluster) {
        return fleet.get(cluster);
    }

    private List<PolicyChange> follow(Commanded fact) {
        var policy = fact.command().policy();
        var refusal =
                switch (fact) {
                    case Applied applied -> apply(applied);
                    case Deleted _ -> withdraw(policy);
                    case Stepped step -> {
                        var rollout = rollouts.get(policy);
                        yield rollout == null ? unknown(policy) : rollout.follow(step);
                    }
                };
        answers.put(policy, new Answer(fact.command().id(), refusal));
        var changes = decide();
        if (!rollouts.containsKey(policy) && reported.remove(policy) != null) {
            answers.remove(policy);
            changes.add(new Withdrawn(policy));
        }
        return changes;
    }

    /** What clusters say of its versions may come late: another policy of the name counts on. */
    private String withdraw(String policy) {
        var rollout = rollouts.remove(policy);
        if (rollout == null) {
            return unknown(policy);
        }
        withdrawn.put(policy, rollout.version);
        return "";
    }

    private static String unknown(String policy) {
        return "there is no policy " + policy;
    }

    private String apply(Applied fact) {
        var document = JsonText.tree(fact.document());
        var problems = PolicyDocument.problems(document);
        if (!problems.isEmpty()) {
            return problems.getFirst().path() + " " + problems.getFirst().what();
        }
        var policy = PolicyDocument.read(document);
        if (!policy.name().equals(fact.command().policy())) {
            return "the policy is named " + policy.name();
        }
        var rollout = rollouts.get(policy.name());
        long version = rollout == null ? 0 : rollout.version;
        if (fact.replaces() != version) {
            return "it has version %d now, not %d; look at it again"
                    .formatted(version, fact.replaces());
        }
        if (policy.enforcement().enforces() && fact.consent().isEmpty()) {
            return "to enforce it takes the hash of a plan, or a confirmation";
        }
        if (rollout == null) {
            if (rollouts.size() >= MOST) {
                return "there are %d policies, more are not possible".formatted(MOST);
            }
            rollouts.put(
                    policy.name(),
                    new PolicyRollout(fact, policy, withdrawn.getOrDefault(policy.name(), 0L)));
            return "";
        }
        if (rollout.state == RolloutReport.State.UNDOING) {
            return "it is being undone; abort that first, or wait for its end";
        }
        rollout.begin(fact, policy, now);
        return "";
    }

    private List<PolicyChange> decide() {
        undecided = null;
        rollouts.values().forEach(rollout -> RolloutRules.join(rollout, fleet, now));
        var conflicts = FieldConflicts.of(fleet.keySet(), rollouts.values());
        rollouts.values().forEach(rollout -> RolloutRules.advance(rollout, fleet, conflicts, now));
        var changes = new ArrayList<PolicyChange>();
        assign(conflicts, changes);
        rollouts.forEach(
                (policy, rollout) -> {
                    var report = RolloutReports.of(rollout, fleet, conflicts, answers.get(policy));
                    if (!report.equals(reported.put(policy, report))) {
                        changes.add(new Reported(report));
                    }
                });
        return changes;
    }

    private void assign(FieldConflicts conflicts, List<PolicyChange> changes) {
        var clusters = new TreeSet<>(fleet.keySet());
        clusters.addAll(assigned.keySet());
        for (var cluster : clusters) {
            var fields = new ArrayList<AssignedField>();
            var target = fleet.get(cluster);
            if (target != null) {
                var member = target.member(cluster);
                for (var rollout : rollouts.values()) {
                    if (rollout.policy().placement().objection(member).isEmpty()) {
                        fields.addAll(rollout.assigned(cluster, conflicts));
                    }
                }
            }
            var assignment = Assignment.ofPolicies(fields, now);
            var before = assigned.getOrDefault(cluster, Assignment.NOTHING);
            if (!assignment.id().equals(before)) {
                changes.add(new Assigned(cluster, assignment));
            }
            if (fields.isEmpty()) {
                assigned.remove(cluster);
            } else {
                assigned.put(cluster, assignment.id());
            }
        }
    }
}
