package org.registryfleet.stage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

class LedgerTest {

    private static final LedgerOwner SCOPE = new LedgerOwner("c1", "registry");
    private static final ObjectRef SERVICE = new ObjectRef("v1", "Service", "ns", "s");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectNode OBJECT = JsonNodeFactory.instance.objectNode().put("a", 1);
    private static final Change CREATE = new Change.Create(SERVICE, OBJECT, List.of());

    private Snapshot seen = Snapshot.empty();

    @Test
    void issuesAChangeOnceWhileItIsUnanswered() {
        var plan = plan(Ledger.empty(), NOW);
        assertThat(plan.actions()).hasSize(1);

        assertThat(plan(plan.ledger(), NOW.plusSeconds(1)).actions()).isEmpty();
        assertThat(plan(plan.ledger(), NOW.plusSeconds(1)).wakeAt())
                .isEqualTo(NOW.plus(Ledger.ANSWER_TIMEOUT));
    }

    @Test
    void givesTheSameIdToTheSameDecision() {
        assertThat(plan(Ledger.empty(), NOW).actions().getFirst().actionId())
                .isEqualTo(
                        plan(Ledger.empty(), NOW.plusSeconds(9)).actions().getFirst().actionId());
    }

    @Test
    void waitsForADoneWriteToAppear() {
        var issued = plan(Ledger.empty(), NOW);
        var done = issued.ledger().settle(done(issued, "7"), seen, NOW);
        assertThat(plan(done, NOW).actions()).isEmpty();

        var visible = done.observe(SERVICE, service("7"));
        assertThat(visible.isQuiet()).isTrue();
    }

    @Test
    void needsNoSettlingWhenTheViewWasFaster() {
        var issued = plan(Ledger.empty(), NOW);
        seen = Snapshot.of(List.of(service("9")));

        assertThat(issued.ledger().settle(done(issued, "7"), seen, NOW).isQuiet()).isTrue();
    }

    @Test
    void stopsWaitingForAWriteThatNeverAppears() {
        var issued = plan(Ledger.empty(), NOW);
        var done = issued.ledger().settle(done(issued, "7"), seen, NOW);

        assertThat(plan(done, NOW.plus(Ledger.SETTLE_TIMEOUT)).actions()).hasSize(1);
    }

    @Test
    void backsOffExponentiallyUpToTwoMinutes() {
        var ledger = Ledger.empty();
        var now = NOW;
        var last = Duration.ZERO;
        for (int attempt = 1; attempt <= 14; attempt++) {
            var plan = plan(ledger, now);
            assertThat(plan.actions())
                    .singleElement()
                    .extracting(IssuedAction::attempt)
                    .isEqualTo(attempt);
            ledger = plan.ledger().settle(failed(plan, true, false), seen, now);
            var notBefore = plan(ledger, now).wakeAt();
            last = Duration.between(now, notBefore);
            now = notBefore;
        }
        assertThat(last).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
    }

    @Test
    void keepsAFailureVisibleWhileItIsTriedAgain() {
        var first = plan(Ledger.empty(), NOW);
        var failing = first.ledger().settle(failed(first, true, false), seen, NOW);
        assertThat(failing.failures())
                .singleElement()
                .extracting(f -> f.getValue().since())
                .isEqualTo(NOW);

        var again = plan(failing, NOW.plusSeconds(5));

        assertThat(again.actions()).hasSize(1);
        assertThat(again.ledger().failures()).hasSize(1);
        var still = again.ledger().settle(failed(again, true, false), seen, NOW.plusSeconds(6));
        assertThat(still.failures())
                .singleElement()
                .extracting(f -> f.getValue().since())
                .isEqualTo(NOW);
    }

    @Test
    void forgetsAFailureThatIsNotWantedAnyMore() {
        var issued = plan(Ledger.empty(), NOW);
        var failing = issued.ledger().settle(failed(issued, true, false), seen, NOW);

        assertThat(failing.plan(List.of(), seen, SCOPE, NOW).ledger().isQuiet()).isTrue();
    }

    @Test
    void decidesAgainAtOnceWithoutAForgottenFailure() {
        var issued = plan(Ledger.empty(), NOW);
        var failing = issued.ledger().settle(failed(issued, true, false), seen, NOW);

        var forgotten = failing.plan(List.of(), seen, SCOPE, NOW);

        assertThat(forgotten.wakeAt()).isEqualTo(NOW);
        assertThat(forgotten.ledger().plan(List.of(), seen, SCOPE, NOW).wakeAt()).isNull();
    }

    @Test
    void decidesAgainWithoutTheFailureOfAnAttemptThatWasNeverAnswered() {
        var issued = plan(Ledger.empty(), NOW);
        var failing = issued.ledger().settle(failed(issued, false, false), seen, NOW);
        var again = plan(failing, NOW.plusSeconds(10));
        var late = NOW.plusSeconds(10).plus(Ledger.ANSWER_TIMEOUT);
        assertThat(again.ledger().failures()).hasSize(1);

        var forgotten = again.ledger().plan(List.of(), seen, SCOPE, late);

        assertThat(forgotten.ledger().isQuiet()).isTrue();
        assertThat(forgotten.wakeAt()).isEqualTo(late);
        assertThat(forgotten.ledger().plan(List.of(), seen, SCOPE, late).wakeAt()).isNull();
    }

    @Test
    void triesAtOnceWhenTheIntentionChanges() {
        var issued = plan(Ledger.empty(), NOW);
        var failing = issued.ledger().settle(failed(issued, true, false), seen, NOW);
        var other = new Change.Create(SERVICE, JsonNodeFactory.instance.objectNode(), List.of());

        assertThat(failing.plan(List.of(other), seen, SCOPE, NOW).actions()).hasSize(1);
    }

    @Test
    void writesAgainAfterAConflictAsSoonAsTheNewerVersionIsSeen() {
        seen = Snapshot.of(List.of(service("3")));
        var patch =
                new Change.Patch(
                        SERVICE,
                        false,
                        "u",
                        "3",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        List.of());
        var issued = Ledger.empty().plan(List.of(patch), seen, SCOPE, NOW);
        var conflict = issued.ledger().settle(failed(issued, false, true), seen, NOW);
        assertThat(conflict.failures()).isEmpty();
        assertThat(conflict.plan(List.of(patch), seen, SCOPE, NOW).actions()).isEmpty();

        seen = Snapshot.of(List.of(service("4")));

        assertThat(conflict.plan(List.of(patch), seen, SCOPE, NOW).actions()).hasSize(1);
    }

    @Test
    void ignoresAnswersToActionsThatWereIssuedAgain() {
        var first = plan(Ledger.empty(), NOW);
        var second = plan(first.ledger(), NOW.plus(Ledger.ANSWER_TIMEOUT));

        assertThat(second.ledger().settle(done(first, "7"), seen, NOW)).isSameAs(second.ledger());
    }

    /** Actions on an object are carried out one after the other, in the order of their issue. */
    @Test
    void acceptsAnAnswerFromOutsideThatAlwaysTakesLongerThanItWaitsAtFirst() {
        var pace = Duration.ofSeconds(50);
        var bucket = new ObjectRef(ObjectRef.OUTSIDE + "/v1", "Bucket", "", "swift/b");
        var create = List.<Change>of(new Change.Create(bucket, OBJECT, List.of()));
        var ledger = Ledger.empty();
        var issued = new ArrayDeque<Plan>();
        var free = NOW;
        int actions = 0;

        for (var now = NOW; !isSettling(ledger, bucket); now = now.plusSeconds(1)) {
            assertThat(now).isBefore(NOW.plus(Duration.ofMinutes(15)));
            if (!issued.isEmpty() && !now.isBefore(free.plus(pace))) {
                ledger = ledger.settle(done(issued.remove(), "7"), seen, now);
                free = now;
            }
            var plan = ledger.plan(create, seen, SCOPE, now);
            if (!plan.actions().isEmpty()) {
                free = issued.isEmpty() ? now : free;
                issued.add(plan);
                actions++;
            }
            ledger = plan.ledger();
        }

        assertThat(actions).isLessThanOrEqualTo(5);
    }

    private static boolean isSettling(Ledger ledger, ObjectRef ref) {
        return ledger.entries().get(new Slot(ref, false)) instanceof LedgerEntry.Settling;
    }

    @Test
    void aDeletionIsSettledWhenTheObjectIsGoneOrGoing() {
        seen = Snapshot.of(List.of(service("3")));
        var delete = new Change.Delete(SERVICE, "u", "3", Desired.Deletion.FOREGROUND);
        var issued = Ledger.empty().plan(List.of(delete), seen, SCOPE, NOW);
        var done = issued.ledger().settle(done(issued, ""), seen, NOW);
        assertThat(done.isQuiet()).isFalse();

        assertThat(done.vanish(SERVICE).isQuiet()).isTrue();
    }

    @Test
    void waitsForNothingOnceTheObjectIsGone() {
        var issued = plan(Ledger.empty(), NOW);
        var settling = issued.ledger().settle(done(issued, "7"), seen, NOW);
        var failing = issued.ledger().settle(failed(issued, true, false), seen, NOW);

        assertThat(plan(settling.vanish(SERVICE), NOW).actions()).hasSize(1);
        assertThat(plan(issued.ledger().vanish(SERVICE), NOW).actions()).hasSize(1);
        assertThat(failing.vanish(SERVICE)).isSameAs(failing);
    }

    @Test
    void ignoresALateAnswerAboutAnObjectThatIsGone() {
        var issued = plan(Ledger.empty(), NOW);
        var gone = issued.ledger().vanish(SERVICE);

        assertThat(gone.settle(done(issued, "7"), seen, NOW)).isSameAs(gone);
    }

    private Plan plan(Ledger ledger, Instant now) {
        return ledger.plan(List.of(CREATE), seen, SCOPE, now);
    }

    private static Observed service(String version) {
        return new Observed(SERVICE, "u", version, JsonNodeFactory.instance.objectNode());
    }

    private static ActionAnswer done(Plan plan, String version) {
        return new ActionAnswer.Done(plan.actions().getFirst().actionId(), "u", version);
    }

    private static ActionAnswer failed(Plan plan, boolean refused, boolean conflict) {
        return new ActionAnswer.Failed(
                plan.actions().getFirst().actionId(),
                refused,
                conflict,
                "Invalid",
                "no",
                Duration.ZERO,
                NOW);
    }
}
