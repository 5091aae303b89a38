package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.policy.FleetPolicy;
import org.registryfleet.fleetpolicy.policy.RolloutSettings;
import org.registryfleet.fleetpolicy.policy.RolloutSettings.RolloutStage;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Applied;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Stepped;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One policy with the rollout of its latest version. Mutable, deterministic, not thread-safe. */
final class PolicyRollout {

    /** Why nothing new starts, although the rollout is not over. */
    enum Pause {
        NONE,
        PERSON,
        FAILURES,
        UNREACHABLE
    }

    final SortedMap<String, ClusterProgress> clusters = new TreeMap<>();
    final Set<String> approved = new HashSet<>();
    private final SortedMap<Long, FleetPolicy> versions = new TreeMap<>();
    Applied applied;
    long version;
    State state = State.INFORM;
    Pause pause = Pause.NONE;
    boolean undoing;
    String reason = "";
    Instant since;

    /** Index of the last stage that may begin clusters. */
    int open;

    /** The stage that waits for a person; empty when none does. */
    String awaited = "";

    /** The first version of a policy, or the next one of a policy that was withdrawn. */
    PolicyRollout(Applied applied, FleetPolicy policy, long before) {
        this.applied = applied;
        this.version = before;
        this.since = applied.at();
        begin(applied, policy, applied.at());
    }

    /** Another version: everything starts anew, but what is enforced stays until it comes. */
    void begin(Applied next, FleetPolicy policy, Instant now) {
        applied = next;
        version++;
        versions.put(version, policy);
        open = -1;
        approved.clear();
        awaited = "";
        pause = Pause.NONE;
        undoing = false;
        become(policy.enforcement().enforces() ? State.RUNNING : State.INFORM, "", now);
        if (state == State.INFORM) {
            clusters.clear();
        }
        clusters.values().stream()
                // what is under way is finished first: its slot is taken
                .filter(one -> !one.is(Progress.PROGRESSING))
                .forEach(one -> one.becomes(Progress.TO_APPLY, "", now));
        clusters.values().forEach(one -> one.accepted = false);
        prune();
    }

    FleetPolicy policy() {
        return policy(version);
    }

    FleetPolicy policy(long number) {
        var policy = versions.get(number);
        if (policy == null) {
            throw new IllegalStateException("no version " + number);
        }
        return policy;
    }

    RolloutSettings settings() {
        return policy().enforcement().rollout();
    }

    int stageOf(PolicyTarget target) {
        return settings().stage(target.labels());
    }

    RolloutStage stage(PolicyTarget target) {
        return settings().stages().get(stageOf(target));
    }

    void become(State next, String why, Instant now) {
        if (next != state || !why.equals(reason)) {
            since = now;
        }
        state = next;
        reason = why;
    }

    /** Follows a person's word; returns why it does not, empty when it does. */
    String follow(Stepped step) {
        if (step.version() != version) {
            return "%s has version %d now, not %d; look at it again"
                    .formatted(policy().name(), version, step.version());
        }
        if (state == State.INFORM) {
            return policy().name() + " only informs: there is no rollout";
        }
        return switch (step.step()) {
            case APPROVE -> approve(step.stage());
            case PAUSE -> pause(step);
            case RESUME -> resume(step.at());
            case RETRY -> retry(step);
            case ABORT -> abort(step);
            case UNDO -> undo(step.at());
        };
    }

    private String approve(String stage) {
        var known =
                settings().stages().stream().filter(one -> one.name().equals(stage)).findFirst();
        if (known.isEmpty() || !known.get().approval()) {
            return "no stage %s waits for an approval".formatted(stage);
        }
        return approved.add(stage) ? "" : "the stage %s is approved already".formatted(stage);
    }

    private boolean isUnderWay() {
        return state == State.RUNNING || state == State.UNDOING;
    }

    private String pause(Stepped step) {
        if (!isUnderWay()) {
            return "nothing is under way, it is " + state;
        }
        pause = Pause.PERSON;
        become(
                State.PAUSED,
                "by %s: %s".formatted(step.command().by(), step.command().reason()),
                step.at());
        return "";
    }

    private String resume(Instant now) {
        if (state != State.PAUSED) {
            return "it is not paused, it is " + state;
        }
        clusters.values().stream()
                .filter(one -> one.hasFailed() || one.is(Progress.SKIP))
                .forEach(one -> one.accepted = true);
        goOn(now);
        return "";
    }

    void goOn(Instant now) {
        pause = Pause.NONE;
        become(undoing ? State.UNDOING : State.RUNNING, "", now);
    }

    private String retry(Stepped step) {
        var failed = new ArrayList<ClusterProgress>();
        for (var cluster : step.clusters()) {
            var one = clusters.get(cluster);
            if (one == null || !one.hasFailed()) {
                return "%s has not failed".formatted(cluster);
            }
            failed.add(one);
        }
        if (step.clusters().isEmpty()) {
            clusters.values().stream().filter(ClusterProgress::hasFailed).forEach(failed::add);
        }
        if (failed.isEmpty()) {
            return "no cluster has failed";
        }
        if (state == State.ABORTED) {
            return "it was aborted; apply a new version";
        }
        failed.forEach(one -> one.becomes(Progress.TO_APPLY, "", step.at()));
        return "";
    }

    private String abort(Stepped step) {
        if (state == State.ABORTED || state == State.SUCCEEDED || state == State.UNDONE) {
            return "nothing is under way, it is " + state;
        }
        clusters.values().stream()
                .filter(one -> one.is(Progress.PROGRESSING))
                .forEach(one -> one.stops(Progress.SKIP, "aborted", step.at()));
        pause = Pause.NONE;
        awaited = "";
        become(
                State.ABORTED,
                "by %s: %s".formatted(step.command().by(), step.command().reason()),
                step.at());
        return "";
    }

    private String undo(Instant now) {
        if (undoing && state != State.ABORTED) {
            return "it is being undone already";
        }
        undoing = true;
        awaited = "";
        clusters.values()
                .forEach(
                        one -> {
                            if (one.is(Progress.PROGRESSING)) {
                                one.stops(Progress.TO_APPLY, "", now);
                            }
                            one.becomes(
                                    one.touched ? Progress.TO_APPLY : Progress.SKIP,
                                    one.touched ? "" : "nothing to undo",
                                    now);
                            one.accepted = false;
                        });
        goOn(now);
        return "";
    }

    /** What it would write to a cluster, now or at the end of its rollout. */
    List<FleetPolicy> claims(String cluster) {
        var one = clusters.get(cluster);
        if (one == null || (undoing && one.is(Progress.PROGRESSING))) {
            return List.of();
        }
        var claims = new ArrayList<FleetPolicy>();
        if (one.released != 0) {
            claims.add(policy(one.released));
        }
        if (one.released != version && !undoing && state != State.ABORTED) {
            claims.add(policy());
        }
        return claims;
    }

    /** The fields of a cluster as they are assigned to it now. */
    List<AssignedField> assigned(String cluster, FieldConflicts conflicts) {
        var one = clusters.get(cluster);
        var fields = new ArrayList<AssignedField>();
        if (one == null || one.released == 0) {
            policy().fields().forEach(field -> fields.add(from(field, version, Mode.INFORM)));
            return fields;
        }
        boolean restores = undoing && one.is(Progress.PROGRESSING);
        for (var field : policy(one.released).fields()) {
            boolean isHeld =
                    restores
                            ? conflicts.isWantedByOthers(cluster, field.field(), policy().name())
                            : conflicts.of(cluster).containsKey(field.field());
            var mode = isHeld ? Mode.INFORM : restores ? Mode.RESTORE : Mode.ENFORCE;
            fields.add(from(field, one.released, mode));
        }
        if (one.released != version) {
            policy().fields().forEach(field -> fields.add(from(field, version, Mode.INFORM)));
        }
        return fields;
    }

    private AssignedField from(AssignedField field, long number, Mode mode) {
        return field.from(
                new AssignedField.Source(
                        policy().name(), number, mode, policy(number).enforcement().takeOver()));
    }

    /** Forgets versions that are enforced nowhere. */
    void prune() {
        var used = new HashSet<Long>();
        used.add(version);
        clusters.values().forEach(one -> used.add(one.released));
        versions.keySet().retainAll(used);
    }

    /** Whether some cluster is still to be changed, or is being. */
    boolean hasWork() {
        return clusters.values().stream()
                .anyMatch(one -> one.is(Progress.TO_APPLY) || one.is(Progress.PROGRESSING));
    }
}
