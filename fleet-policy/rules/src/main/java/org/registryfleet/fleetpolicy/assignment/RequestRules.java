package org.registryfleet.fleetpolicy.assignment;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome.State;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a request. It is written once, as a whole, and only to the Config that the person
 * saw: what somebody has changed since is never overwritten, and a request that is read again years
 * later is about a generation that has passed.
 */
public final class RequestRules {

    /** How long a request waits for a cluster that cannot be written to. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final String DELETED =
            "the Config has been deleted since this was asked for; ask again";

    private final Assignment request;
    private final @Nullable RequestOutcome before;
    private final View<?> view;
    private final Ownership ownership;
    private final Instant since;

    private RequestRules(
            Assignment request,
            @Nullable RequestOutcome before,
            View<?> view,
            Ownership ownership,
            Instant now) {
        this.request = request;
        this.before = before != null && before.id().equals(request.id()) ? before : null;
        this.view = view;
        this.ownership = ownership;
        this.since = this.before == null ? now : this.before.since();
    }

    /**
     * The decision.
     *
     * @param outcome null while nobody has asked for anything
     * @param desired what is to be written, in this order
     * @param wakeAt when to decide again; null for never
     */
    public record Verdict(
            @Nullable RequestOutcome outcome, List<Desired> desired, @Nullable Instant wakeAt) {

        public Verdict {
            desired = List.copyOf(desired);
        }
    }

    /**
     * Decides about the latest request.
     *
     * @param request null when there was none
     * @param before what was decided last
     * @param ownership the one in force: a cluster that is only observed is not written to
     */
    public static Verdict decide(
            @Nullable Assignment request,
            @Nullable RequestOutcome before,
            View<?> view,
            Ownership ownership,
            Instant now) {
        return request == null
                ? new Verdict(before, List.of(), null)
                : new RequestRules(request, before, view, ownership, now).decide(now);
    }

    private Verdict decide(Instant now) {
        if (before != null && before.isFinal()) {
            return new Verdict(before, List.of(), null);
        }
        var config = view.find(SpecField.Subject.CONFIG.ref());
        if (config.isEmpty()) {
            return ended(State.REFUSED, "the cluster has no Config of the image registry");
        }
        if (config.get().isDeleting()) {
            // nothing is ever written to it, which must not pass for done
            return ended(State.REFUSED, DELETED);
        }
        var desired = desired(config.get());
        if (desired.stream().allMatch(one -> view.drift(one).isEmpty())) {
            return ended(State.DONE, "");
        }
        var objection = objection(config.get());
        if (objection.isPresent()) {
            return ended(State.REFUSED, objection.get());
        }
        var end = since.plus(PATIENCE);
        if (!now.isBefore(end)) {
            return ended(
                    State.EXPIRED,
                    "it could not be written within an hour%s; ask again"
                            .formatted(view.contact().isLost() ? ", contact is lost" : ""));
        }
        var waits = view.contact().isLost() ? "contact with the cluster is lost" : failure();
        return new Verdict(outcome(State.PENDING, waits), desired, end);
    }

    private List<Desired> desired(Observed config) {
        var desired = new ArrayList<Desired>();
        // a claim that exists is left as it is
        SpecManifest.claims(request.fields()).stream()
                .filter(claim -> view.find(claim.ref()).isEmpty())
                .forEach(desired::add);
        desired.add(SpecManifest.of(config, request.fields()));
        return desired;
    }

    private Optional<String> objection(Observed config) {
        var registration = view.registration();
        if (registration != null && registration.paused()) {
            return Optional.of("the cluster is paused; regfleet clusters resume it first");
        }
        if (ownership == Ownership.OBSERVE) {
            return Optional.of(
                    "the fleet only observes this cluster; register it in mode assist to have changes written");
        }
        if (!config.uid().equals(request.seen().configUid())) {
            return Optional.of(DELETED);
        }
        if (config.generation() != request.seen().configGeneration()) {
            return Optional.of(
                    "the Config has been changed since this was asked for (generation %d, now %d); look at it and ask again"
                            .formatted(request.seen().configGeneration(), config.generation()));
        }
        return dangers(config).or(this::refusal);
    }

    private Optional<String> dangers(Observed config) {
        var missing =
                request.fields().stream()
                        .flatMap(
                                field ->
                                        Danger.of(field, config).stream()
                                                .filter(danger -> !field.allow().contains(danger)))
                        .map(Danger::word)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it needs the allowance " + missing);
    }

    /** What the API server said to a write of this request. */
    private Optional<String> refusal() {
        return before == null
                ? Optional.empty()
                : failures().filter(Failure::refused).map(RequestRules::text).findFirst();
    }

    private String failure() {
        return before == null ? "" : failures().map(RequestRules::text).findFirst().orElse("");
    }

    private Stream<Failure> failures() {
        var written =
                Stream.concat(
                                SpecManifest.claims(request.fields()).stream().map(Desired::ref),
                                Stream.of(SpecField.Subject.CONFIG.ref()))
                        .toList();
        return view.ledger().failures().stream()
                .filter(entry -> !entry.getKey().status() && written.contains(entry.getKey().ref()))
                .map(entry -> entry.getValue().failure());
    }

    private static String text(Failure failure) {
        return failure.message().isEmpty() ? failure.reason() : failure.message();
    }

    private Verdict ended(State state, String message) {
        return new Verdict(outcome(state, message), List.of(), null);
    }

    private RequestOutcome outcome(State state, String message) {
        return new RequestOutcome(request.id(), request.by(), state, message, since);
    }
}
