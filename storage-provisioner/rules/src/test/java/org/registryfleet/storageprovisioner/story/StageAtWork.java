package org.registryfleet.storageprovisioner.story;

import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.ledger.IssuedAction;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.storageprovisioner.decision.StorageStage;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The stage with its view and its ledger against an API server, one event at a time. */
final class StageAtWork {

    private final ApiServer api;
    private final StorageStage stage;
    private final boolean claimsFirst;
    private final Deque<Event> pending = new ArrayDeque<>();
    private final List<StorageResultState> results = new ArrayList<>();
    private final Cloud cloud = new Cloud();
    private Fold<StorageResultState> fold = Fold.of("c1");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    StageAtWork(ApiServer api, StorageStage stage, boolean claimsFirst) {
        this.api = api;
        this.stage = stage;
        this.claimsFirst = claimsFirst;
        learn(new Event.Synced("s1"));
    }

    Cloud cloud() {
        return cloud;
    }

    void learn(Event event) {
        fold = fold.evolve(event, now);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Everything in the cluster becomes known without a decision in between. */
    void list() {
        watch();
        pending.forEach(this::learn);
        pending.clear();
    }

    List<StorageResultState> results() {
        return Collections.unmodifiableList(results);
    }

    boolean isIdle() {
        return pending.isEmpty() && !watch();
    }

    private boolean watch() {
        var touched = new ArrayList<>(api.takeTouched());
        touched.removeIf(ref -> !stage.concerns(ref));
        touched.sort((a, b) -> Boolean.compare(isClaim(a) ^ claimsFirst, isClaim(b) ^ claimsFirst));
        for (var ref : touched) {
            var object = api.find(ref);
            pending.add(
                    object.isPresent()
                            ? new Event.Seen("s1", object.get())
                            : new Event.Gone("s1", ref));
        }
        return !touched.isEmpty();
    }

    /** One event at a time, with a decision after each. */
    boolean decide() {
        watch();
        boolean wrote = false;
        do {
            if (!pending.isEmpty()) {
                learn(pending.remove());
            }
            wrote |= decideOnce();
        } while (!pending.isEmpty());
        return wrote;
    }

    private boolean decideOnce() {
        var decision = stage.decide(fold.view(), now);
        var result = decision.result();
        if (result != null && !result.equals(fold.view().previous())) {
            results.add(result);
            fold = fold.with(fold.view().withPrevious(result));
        }
        var changes = new ArrayList<Change>();
        decision.desired()
                .forEach(
                        desired ->
                                Drift.between(desired, fold.view().objects())
                                        .ifPresent(changes::add));
        var plan =
                fold.view()
                        .ledger()
                        .plan(
                                changes,
                                fold.view().objects(),
                                new LedgerOwner("c1", "storage"),
                                now);
        fold = fold.with(fold.view().withLedger(plan.ledger()));
        plan.actions().forEach(this::execute);
        return !plan.actions().isEmpty();
    }

    private void execute(IssuedAction issue) {
        if (issue.change().ref().liesOutside()) {
            pending.add(cloud.carryOut(issue, now));
            return;
        }
        ActionAnswer answer;
        try {
            var after = api.write(issue.change());
            answer = new ActionAnswer.Done(issue.actionId(), after.uid(), after.resourceVersion());
        } catch (ApiServer.Refusal refusal) {
            boolean conflict = refusal.getMessage().equals("conflict");
            answer =
                    new ActionAnswer.Failed(
                            issue.actionId(),
                            !conflict,
                            conflict,
                            "Refused",
                            refusal.getMessage(),
                            Duration.ZERO,
                            now);
        }
        pending.add(new Event.Answered(answer));
    }

    private static boolean isClaim(ObjectRef ref) {
        return ref.kind().equals("PersistentVolumeClaim");
    }
}
