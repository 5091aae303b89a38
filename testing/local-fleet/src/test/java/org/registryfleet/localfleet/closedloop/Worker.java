package org.registryfleet.localfleet.closedloop;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.ledger.IssuedAction;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One stage with its view, its ledger and what is on the way to it. */
final class Worker<R> {

    /** What can happen to an action between the log and the API server. */
    enum Fate {
        DONE,
        DONE_BUT_NOT_TOLD,
        REFUSED,
        FAILED
    }

    private static final String CLUSTER = "c1";
    private static final String ANSWERS = "answers";

    /** The end of a session's list: what is listed comes before it. */
    private static final String END_OF_LIST = "end of list";

    private final StageDefinition<R> definition;
    private Registration registration;
    private final Map<Object, Deque<Event>> onTheWay = new HashMap<>();
    private final List<Object> lanes = new ArrayList<>();
    private final Deque<IssuedAction> issues = new ArrayDeque<>();
    private Fold<R> fold = Fold.of(CLUSTER);
    private @Nullable Event last;
    private @Nullable Instant wakeAt;
    private int session;
    private boolean hasNews;
    private int decisions;
    private String rule = "";

    Worker(StageDefinition<R> definition, Registration.Ownership mode) {
        this(definition, new Registration(CLUSTER, "", Map.of(), mode, false, Map.of()));
    }

    private Worker(StageDefinition<R> definition, Registration registration) {
        this.definition = definition;
        this.registration = registration;
    }

    /** The same stage in the same state; nothing may be on the way. */
    Worker<R> copy() {
        var copy = new Worker<>(definition, registration);
        copy.fold = fold;
        copy.wakeAt = wakeAt;
        copy.session = session;
        return copy;
    }

    String name() {
        return definition.stage().name();
    }

    /** How often it has decided what to write. */
    int decisions() {
        return decisions;
    }

    String rule() {
        return rule;
    }

    @Nullable Instant wakeAt() {
        return wakeAt;
    }

    boolean isIdle() {
        return lanes.isEmpty() && issues.isEmpty() && !hasNews;
    }

    void register() {
        register(registration.mode());
    }

    /** Changes the mode of the cluster. */
    void register(Registration.Ownership mode) {
        registration = new Registration(CLUSTER, "", Map.of(), mode, false, Map.of());
        offer(ANSWERS, new Event.Registered(registration));
    }

    void changed(ObjectRef ref, @Nullable Observed object) {
        if (definition.stage().concerns(ref)) {
            offer(
                    ref,
                    object == null
                            ? new Event.Gone("s" + session, ref)
                            : new Event.Seen("s" + session, object));
        }
    }

    /** The watcher of the cluster has lost it, or has it again. */
    void contact(Connectivity contact) {
        offer(ANSWERS, new Event.ContactChanged("s" + session, contact));
    }

    void resulted(String topic, SpecificRecord record) {
        var wanted = definition.upstream().get(topic);
        if (wanted != null) {
            offer(topic, new Event.Resulted(wanted.apply(record)));
        }
    }

    /** The watcher begins anew; the state of the stage is lost as well, but for its result. */
    void restart(SmallCluster api, boolean isStateLost, Map<String, SpecificRecord> results) {
        session++;
        lanes.removeIf(Worker::isOfSession);
        onTheWay.keySet().removeIf(Worker::isOfSession);
        if (isStateLost) {
            var previous = fold.view().previous();
            fold = Fold.of(CLUSTER);
            fold = fold.with(fold.view().withPrevious(previous));
            register();
            results.forEach(this::resulted);
        }
        api.refs().forEach(ref -> changed(ref, api.find(ref).orElse(null)));
        offer(END_OF_LIST, new Event.Synced("s" + session));
    }

    private static boolean isOfSession(Object lane) {
        return lane instanceof ObjectRef || lane.equals(END_OF_LIST);
    }

    private void offer(Object lane, Event event) {
        var queue = onTheWay.computeIfAbsent(lane, _ -> new ArrayDeque<>());
        if (queue.isEmpty()) {
            lanes.add(lane);
        }
        queue.add(event);
    }

    /** Takes in one event of any object; order holds only within one. */
    void hear(Random random, Instant now) {
        if (lanes.isEmpty()) {
            return;
        }
        int index = random.nextInt(lanes.size());
        if (lanes.get(index).equals(END_OF_LIST) && lanes.size() > 1) {
            index = (index + 1) % lanes.size();
        }
        var lane = lanes.get(index);
        var queue = onTheWay.get(lane);
        last = queue.remove();
        fold = fold.evolve(last, now);
        hasNews = true;
        if (queue.isEmpty()) {
            lanes.remove(index);
            onTheWay.remove(lane);
        }
    }

    /** Hears the last event a second time. */
    void hearAgain(Instant now) {
        if (last instanceof Event.Seen
                || last instanceof Event.Gone
                || last instanceof Event.Answered) {
            fold = fold.evolve(last, now);
            hasNews = true;
        }
    }

    void hearAll(Random random, Instant now) {
        while (!lanes.isEmpty()) {
            hear(random, now);
        }
    }

    /** Decides on what is known; gives the result to publish when it has changed. */
    @Nullable SpecificRecord decide(Instant now) {
        hasNews = false;
        var view = fold.view();
        if (view.registration() == null || !view.complete()) {
            return null;
        }
        Decision<R> decision = definition.stage().decide(view, now);
        rule = decision.rule();
        SpecificRecord published = null;
        var result = decision.result();
        if (result != null && !result.equals(view.previous())) {
            view = view.withPrevious(result);
            published = definition.codec().encode(CLUSTER, result, reasoning(decision, now));
        }
        wakeAt = decision.wakeAt();
        if (definition.actionsTopic() != null && !view.contact().isLost()) {
            var changes = new ArrayList<Change>();
            for (var desired : decision.desired()) {
                Drift.between(desired, view.objects()).ifPresent(changes::add);
            }
            decisions++;
            var plan =
                    view.ledger()
                            .plan(changes, view.objects(), new LedgerOwner(CLUSTER, name()), now);
            view = view.withLedger(plan.ledger().pruned(now));
            issues.addAll(plan.actions());
            wakeAt = earlier(wakeAt, plan.wakeAt());
        }
        fold = fold.with(view);
        return published;
    }

    /** Carries out the oldest action. */
    void act(SmallCluster api, Fate fate, Instant now) {
        var issue = issues.poll();
        if (issue == null) {
            return;
        }
        if (issue.change().ref().liesOutside() && fate == Fate.DONE) {
            offer(ANSWERS, bucket(issue));
            return;
        }
        var answer =
                fate == Fate.REFUSED || fate == Fate.FAILED
                        ? failed(issue, fate, now)
                        : issue.change().ref().liesOutside()
                                ? failed(issue, Fate.FAILED, now)
                                : carryOut(issue, api, now);
        if (fate != Fate.DONE_BUT_NOT_TOLD) {
            offer(ANSWERS, new Event.Answered(answer));
        }
    }

    private static Event bucket(IssuedAction issue) {
        var body =
                switch (issue.change()) {
                    case Change.Create create -> create.body();
                    case Change.Patch patch -> patch.body();
                    case Change.Delete _ -> throw new IllegalStateException("never deleted so");
                };
        var found = SmallCloud.carryOut(issue.change().ref(), body);
        return new Event.Found(
                new ActionAnswer.Done(issue.actionId(), found.uid(), found.resourceVersion()),
                found);
    }

    boolean hasActions() {
        return !issues.isEmpty();
    }

    private static ActionAnswer failed(IssuedAction issue, Fate fate, Instant now) {
        return new ActionAnswer.Failed(
                issue.actionId(),
                fate == Fate.REFUSED,
                false,
                "Injected",
                "injected",
                Duration.ZERO,
                now);
    }

    private static ActionAnswer carryOut(IssuedAction issue, SmallCluster api, Instant now) {
        try {
            var after = api.write(issue.change());
            return new ActionAnswer.Done(
                    issue.actionId(),
                    after.uid(),
                    after.resourceVersion(),
                    LackingFields.of(issue.change(), after.content()));
        } catch (Refusal refusal) {
            return new ActionAnswer.Failed(
                    issue.actionId(),
                    !refusal.isConflict(),
                    refusal.isConflict(),
                    "Conflict",
                    String.valueOf(refusal.getMessage()),
                    Duration.ZERO,
                    now);
        }
    }

    private static org.registryfleet.events.Decision reasoning(Decision<?> decision, Instant now) {
        return org.registryfleet.events.Decision.newBuilder()
                .setRule(decision.rule())
                .setReason(decision.reason())
                .setDecidedAt(now)
                .setTrigger(null)
                .setBasis(List.of())
                .build();
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    String resultTopic() {
        return definition.resultTopic();
    }
}
