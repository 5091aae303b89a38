package org.registryfleet.localfleet.faultrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.ValueEncoding;
import org.registryfleet.events.Verb;
import org.registryfleet.localfleet.closedloop.Refusal;
import org.registryfleet.localfleet.closedloop.SmallCloud;
import org.registryfleet.localfleet.closedloop.SmallCluster;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Carries out a stage's actions, each perhaps twice, not at all, or without telling. */
final class UncertainExecutor {

    private enum Fate {
        /** Carried out and told, as nearly all are. */
        DONE,
        TOLD_LATER,
        TOLD_TWICE,
        CARRIED_OUT_TWICE,
        NEVER_TOLD,
        TIMED_OUT_BUT_DONE,
        FORGOTTEN,
        CONFLICT,
        UNAVAILABLE,
        TOO_MANY_REQUESTS,
        REFUSED
    }

    private static final Events EVENTS = Events.singleObject();
    private static final JsonMapper JSON = new JsonMapper();

    private final String actions;
    private final String outcomes;
    private final Map<String, SmallCluster> clusters;
    private final MemoryLog log;
    private final Mishaps mishaps;
    private final Supplier<Instant> clock;
    private final Deque<Outcome> untold = new ArrayDeque<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private final List<String> injected = new ArrayList<>();
    private int position;

    UncertainExecutor(
            String actions,
            String outcomes,
            Map<String, SmallCluster> clusters,
            MemoryLog log,
            Mishaps mishaps,
            Supplier<Instant> clock) {
        this.actions = actions;
        this.outcomes = outcomes;
        this.clusters = clusters;
        this.log = log;
        this.mishaps = mishaps;
        this.clock = clock;
    }

    /** What went wrong, a line each. */
    List<String> injected() {
        return injected;
    }

    /** Ids of actions that changed something more than once. */
    List<String> duplicates() {
        return effects.entrySet().stream()
                .filter(effect -> effect.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean hasBacklog() {
        return position < log.end(actions) || !untold.isEmpty();
    }

    void work() {
        if (!untold.isEmpty() && (mishaps.isCalm() || mishaps.happens(300))) {
            tell(untold.remove());
            return;
        }
        if (position == log.end(actions)) {
            return;
        }
        if (position > 0 && mishaps.strikes(FaultKind.CALLS, 10)) {
            injected.add("an executor begins anew some actions earlier");
            position -= 1 + mishaps.below(Math.min(position, 3));
        }
        var action = EVENTS.decode(log.lines(actions).get(position).value(), Action.class);
        var cause = new Cause(actions, 0, (long) position);
        position++;
        carryOut(action, cause, fate());
    }

    private Fate fate() {
        var values = Fate.values();
        return mishaps.strikes(FaultKind.CALLS, 120)
                ? values[mishaps.below(values.length)]
                : Fate.DONE;
    }

    private void carryOut(Action action, Cause cause, Fate fate) {
        if (fate != Fate.DONE) {
            injected.add(fate + " " + action.getVerb() + " " + action.getObject().getName());
        }
        switch (fate) {
            case DONE -> tell(called(action, cause));
            case TOLD_LATER -> untold.add(called(action, cause));
            case TOLD_TWICE -> {
                var outcome = called(action, cause);
                tell(outcome);
                untold.add(outcome);
            }
            case CARRIED_OUT_TWICE -> {
                tell(called(action, cause));
                tell(called(action, cause));
            }
            case NEVER_TOLD -> called(action, cause);
            case TIMED_OUT_BUT_DONE -> {
                called(action, cause);
                tell(failed(action, cause, OutcomeResult.LATER, 0, "Timeout"));
            }
            case FORGOTTEN -> {
                // the executor ended before the call
            }
            case CONFLICT -> tell(failed(action, cause, OutcomeResult.LATER, 409, "Conflict"));
            case UNAVAILABLE ->
                    tell(failed(action, cause, OutcomeResult.LATER, 503, "ServiceUnavailable"));
            case TOO_MANY_REQUESTS -> {
                var outcome = failed(action, cause, OutcomeResult.LATER, 429, "TooManyRequests");
                outcome.setRetryAfterMillis(3_000);
                tell(outcome);
            }
            case REFUSED -> tell(failed(action, cause, OutcomeResult.REFUSED, 403, "Forbidden"));
        }
    }

    private Outcome called(Action action, Cause cause) {
        var ref = ref(action.getObject());
        if (action.getVerb() == Verb.CREATE
                && clock.get().isAfter(action.getDeadline().plusSeconds(60))) {
            return failed(action, cause, OutcomeResult.LATER, 0, "DeadlinePassed");
        }
        if (ref.liesOutside()) {
            var found = SmallCloud.carryOut(ref, json(action.getBody()));
            return outcome(action, cause)
                    .setUid(found.uid())
                    .setResourceVersion(found.resourceVersion())
                    .setFound(found.content().toString())
                    .build();
        }
        var api = clusters.get(action.getCluster());
        long version = api.version();
        try {
            var after = api.write(change(action, ref));
            if (api.version() != version) {
                effects.merge(action.getId(), 1, Integer::sum);
            }
            return outcome(action, cause)
                    .setUid(after.uid())
                    .setResourceVersion(after.resourceVersion())
                    .build();
        } catch (Refusal refusal) {
            boolean conflict = refusal.isConflict();
            return failed(
                    action,
                    cause,
                    conflict ? OutcomeResult.LATER : OutcomeResult.REFUSED,
                    conflict ? 409 : 422,
                    conflict ? "Conflict" : "Invalid");
        }
    }

    private static Change change(Action action, ObjectRef ref) {
        var secrets =
                action.getSubstitutions().stream()
                        .map(
                                one ->
                                        new SecretValue(
                                                one.getPointer(),
                                                one.getSource() == null
                                                        ? null
                                                        : ref(one.getSource()),
                                                one.getSourcePointer(),
                                                one.getEncoding() == ValueEncoding.BASE64))
                        .toList();
        var uid = action.getUid();
        var version = action.getResourceVersion();
        return switch (action.getVerb()) {
            case CREATE -> new Change.Create(ref, json(action.getBody()), secrets);
            case PATCH ->
                    new Change.Patch(
                            ref, false, uid, version, json(action.getBody()), secrets, List.of());
            case PATCH_STATUS ->
                    new Change.Patch(
                            ref, true, uid, version, json(action.getBody()), secrets, List.of());
            case DELETE -> new Change.Delete(ref, uid, version, Desired.Deletion.FOREGROUND);
            case NONE -> throw new IllegalStateException("an action without a verb");
        };
    }

    private Outcome failed(
            Action action, Cause cause, OutcomeResult result, int code, String reason) {
        return outcome(action, cause)
                .setResult(result)
                .setCode(code)
                .setReason(reason)
                .setMessage("as injected")
                .build();
    }

    private Outcome.Builder outcome(Action action, Cause cause) {
        return Outcome.newBuilder()
                .setAction(action.getId())
                .setCluster(action.getCluster())
                .setStage(action.getStage())
                .setObject(action.getObject())
                .setResult(OutcomeResult.DONE)
                .setFinishedAt(clock.get())
                .setCause(cause);
    }

    private void tell(Outcome outcome) {
        log.append(
                outcomes,
                new MemoryLog.Line(
                        outcome.getCluster(), EVENTS.encode(outcome), clock.get().toEpochMilli()));
    }

    private static ObjectRef ref(ObjectKey key) {
        return new ObjectRef(key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
