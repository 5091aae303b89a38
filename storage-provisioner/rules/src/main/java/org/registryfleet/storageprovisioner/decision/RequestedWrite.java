package org.registryfleet.storageprovisioner.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.AssignmentRules;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.fleetpolicy.assignment.RequestRules;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person asked for, and after it what policies assign, comes before everything that the
 * stage wants of the same objects: what follows from it is decided when it is there.
 */
record RequestedWrite(
        @Nullable Assignment request,
        @Nullable RequestOutcome last,
        RequestRules.Verdict verdict,
        AssignmentRules.Ruling policies) {

    static RequestedWrite of(
            View<StorageResultState> view, Registration.Ownership ownership, Instant now) {
        var request =
                view.upstream()
                        .find(Assignment.Requested.class)
                        .map(Assignment.Requested::assignment)
                        .orElse(null);
        var assigned =
                view.upstream()
                        .find(Assignment.Assigned.class)
                        .map(Assignment.Assigned::assignment)
                        .orElse(null);
        var previous = view.previous();
        var last = previous == null ? null : previous.request();
        return new RequestedWrite(
                request,
                last,
                RequestRules.decide(request, last, view, ownership, now),
                AssignmentRules.decide(
                        assigned,
                        previous == null ? List.of() : previous.policies(),
                        view,
                        ownership));
    }

    /** The decision with the outcomes, and with the first write that is pending. */
    Decision<StorageResultState> over(Decision<StorageResultState> standing) {
        var result = standing.result();
        var told = result == null ? null : result.with(verdict.outcome(), policies.verdicts());
        if (!verdict.desired().isEmpty() && request != null) {
            return new Decision<>(
                    told,
                    merged(verdict.desired(), standing.desired()),
                    "request-apply",
                    sentence(request),
                    earlier(standing.wakeAt(), verdict.wakeAt()));
        }
        if (!policies.desired().isEmpty()) {
            return new Decision<>(
                    told,
                    merged(policies.desired(), standing.desired()),
                    "policy-apply",
                    "Policies assign it: " + pending(),
                    standing.wakeAt());
        }
        var refusal = refusal();
        return new Decision<>(
                told,
                standing.desired(),
                refusal.isEmpty() ? standing.rule() : "request-refused",
                refusal.isEmpty() ? standing.reason() : refusal,
                standing.wakeAt());
    }

    private String pending() {
        return policies.verdicts().stream()
                .filter(one -> one.state() == FieldVerdict.State.PENDING)
                .map(one -> "%s by %s %d".formatted(one.field(), one.policy(), one.version()))
                .collect(Collectors.joining(", "));
    }

    /** Why the request is not written, at the decision that says so first. */
    private String refusal() {
        var outcome = verdict.outcome();
        return outcome == null || outcome.message().isEmpty() || outcome.equals(last)
                ? ""
                : "What %s asked for was not written: %s"
                        .formatted(outcome.by(), outcome.message());
    }

    private static List<Desired> merged(List<Desired> first, List<Desired> standing) {
        var written = first.stream().map(Desired::ref).toList();
        var merged = new ArrayList<>(first);
        standing.stream().filter(one -> !written.contains(one.ref())).forEach(merged::add);
        return merged;
    }

    private static String sentence(Assignment request) {
        var asked = request.by() + " asked for it";
        return request.reason().isEmpty() ? asked : asked + ": " + request.reason();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
