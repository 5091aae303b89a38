package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.ledger.Plan;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.view.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs the rules and turns their decision into records: the result, if it changed, and the actions.
 */
public final class DecisionRunner<R> {

    /** A record to publish. Its id is deterministic: the same decision has the same id. */
    @SuppressWarnings("ArrayRecordComponent") // as it is sent
    public record Publication(String topic, String id, SpecificRecord record, byte[] value) {}

    /** Leaves room for headers and request overhead. */
    private static final int MAX_RECORD_BYTES = TopicSettings.DEFAULT.maxMessageBytes() - 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DecisionRunner.class);

    private final StageDefinition<R> definition;
    private final StageMetrics metrics;
    private final Function<SpecificRecord, byte[]> encoder;

    /**
     * @param encoder part of the decision: a record that cannot be encoded or is too large counts
     *     as a rule failure
     */
    public DecisionRunner(
            StageDefinition<R> definition,
            StageMetrics metrics,
            Function<SpecificRecord, byte[]> encoder) {
        this.definition = definition;
        this.metrics = metrics;
        this.encoder = encoder;
    }

    /** Runs one decision. Rules that throw are recorded in the state and publish nothing. */
    public List<Publication> run(
            String cluster, ClusterState<R> state, @Nullable Cause trigger, Instant now) {
        try {
            return decide(cluster, state, trigger, now);
        } catch (RuntimeException | StackOverflowError bug) {
            if (state.failed(RuleFailure.describe(bug), now).isDueForReport()) {
                LOG.error("the rules of {} fail for {}", definition.stage().name(), cluster, bug);
            }
            state.stepped(false, trigger, now);
            metrics.onRuleFailed(definition.stage().name());
            return List.of();
        }
    }

    private List<Publication> decide(
            String cluster, ClusterState<R> state, @Nullable Cause trigger, Instant now) {
        var view = state.fold().view();
        if (view.registration() == null || !(view.complete() || view.contact().isLost())) {
            return remember(cluster, state, trigger, now);
        }
        long began = System.nanoTime();
        var decision = definition.stage().decide(view, now);
        metrics.onDecided(
                definition.stage().name(),
                decision.rule(),
                Duration.ofNanos(System.nanoTime() - began));
        var reasoning = reasoning(decision, state, trigger, now);
        var publications = new ArrayList<Publication>();
        var next = publishResult(cluster, view, decision, reasoning, publications);
        var plan = plan(cluster, next, decision, now);
        publishActions(cluster, plan, next, reasoning, publications);
        state.decided(
                state.fold().with(next.withLedger(plan.ledger())),
                earlier(decision.wakeAt(), plan.wakeAt()),
                now);
        state.stepped(!publications.isEmpty(), trigger, now);
        return publications;
    }

    private List<Publication> remember(
            String cluster, ClusterState<R> state, @Nullable Cause trigger, Instant now) {
        var view = state.fold().view();
        var publications = new ArrayList<Publication>();
        var remembered = definition.stage().remembered(view);
        var next = view;
        if (view.registration() != null && remembered.isPresent()) {
            var decision =
                    Decision.of(remembered.get(), "listing", "The cluster is being listed anew.");
            var reasoning = reasoning(decision, state, trigger, now);
            next = publishResult(cluster, view, decision, reasoning, publications);
        }
        state.decided(state.fold().with(next), null, now);
        state.stepped(!publications.isEmpty(), trigger, now);
        return publications;
    }

    private View<R> publishResult(
            String cluster,
            View<R> view,
            Decision<R> decision,
            org.registryfleet.events.Decision reasoning,
            List<Publication> publications) {
        var result = decision.result();
        if (result == null || result.equals(view.previous())) {
            return view;
        }
        metrics.onResult(definition.stage().name());
        var record = definition.codec().encode(cluster, result, reasoning);
        publications.add(publication(definition.resultTopic(), id(cluster, reasoning), record));
        return view.withPrevious(result);
    }

    private Plan plan(String cluster, View<R> view, Decision<R> decision, Instant now) {
        var registration = view.registration();
        if (definition.actionsTopic() == null
                || !view.complete()
                || view.contact().isLost()
                || (registration != null && registration.isReadOnly())) {
            return new Plan(List.of(), view.ledger(), null);
        }
        var changes = new ArrayList<Change>();
        decision.desired()
                .forEach(
                        desired ->
                                Drift.between(desired, view.objects())
                                        .filter(change -> !isBlind(change, view))
                                        .ifPresent(changes::add));
        return view.ledger().plan(changes, view.objects(), owner(cluster), now);
    }

    /**
     * Whether a change would be blind: a create where the fleet may not list could miss an existing
     * object, one of a kind that is not served fails for certain, and a patch of an object too
     * large to observe would not start from its current state.
     */
    private static boolean isBlind(Change change, View<?> view) {
        return change instanceof Change.Create
                ? view.isUnreadable(change.ref()) || !view.isServed(change.ref())
                : view.unreadable().contains(Unreadable.of(change.ref()));
    }

    private void publishActions(
            String cluster,
            Plan plan,
            View<R> view,
            org.registryfleet.events.Decision reasoning,
            List<Publication> publications) {
        var topic = definition.actionsTopic();
        if (topic == null) {
            return;
        }
        for (var issued : plan.actions()) {
            var action = ActionRecords.action(owner(cluster), issued, reasoning, view.objects());
            metrics.onAction(definition.stage().name(), action.getVerb().name(), issued.attempt());
            publications.add(publication(topic, issued.actionId(), action));
        }
    }

    private Publication publication(String topic, String id, SpecificRecord record) {
        var value = encoder.apply(record);
        if (value.length > MAX_RECORD_BYTES) {
            throw new IllegalStateException(
                    "a record for %s has %d bytes, a topic takes %d"
                            .formatted(topic, value.length, MAX_RECORD_BYTES));
        }
        return new Publication(topic, id, record, value);
    }

    private LedgerOwner owner(String cluster) {
        return new LedgerOwner(cluster, definition.stage().name());
    }

    private org.registryfleet.events.Decision reasoning(
            Decision<?> decision, ClusterState<?> state, @Nullable Cause trigger, Instant now) {
        return org.registryfleet.events.Decision.newBuilder()
                .setRule(decision.rule())
                .setReason(decision.reason())
                .setDecidedAt(Instant.ofEpochMilli(now.toEpochMilli()))
                .setTrigger(trigger)
                .setBasis(state.basis())
                .setStep(state.steps().count() + 1)
                .setSilentSteps(state.steps().silent())
                .setSettings(definition.settings())
                .build();
    }

    /** Deterministic id: stage, cluster, input offsets and decision time. */
    private String id(String cluster, org.registryfleet.events.Decision reasoning) {
        var id = new StringBuilder(definition.stage().name()).append('/').append(cluster);
        for (var cause : reasoning.getBasis()) {
            id.append('/').append(cause.getOffset());
        }
        return id.append('@').append(reasoning.getDecidedAt().toEpochMilli()).toString();
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
