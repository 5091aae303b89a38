package org.registryfleet.stage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What becomes of actions that wait when the cluster answers again. */
class RecoveryTest {

    private static final LedgerOwner SCOPE = new LedgerOwner("c1", "registry");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(120);
    private static final Change SERVICE = create("v1", "Service");
    private static final Change SECRET = create("v1", "Secret");
    private static final Change BUCKET = create(ObjectRef.OUTSIDE + "/v1", "Bucket");

    @Test
    void triesTheOthersAsSoonAsOneThatFailedGoesThrough() {
        var failing = failing("Unreachable", false, false, SERVICE, SECRET);
        var retried = plan(failing, LATER, SERVICE, SECRET);
        assertThat(retried.actions()).hasSize(1);

        var settled = settle(retried.ledger(), done(retried.actions().getFirst()), LATER);

        assertThat(plan(settled, LATER, SERVICE, SECRET).actions())
                .extracting(issue -> issue.change().ref().kind())
                .containsExactly("Secret");
    }

    @Test
    void takesAWriteThatNeverFailedForNoRecovery() {
        var failing = failing("Unreachable", false, false, SECRET);
        var other = plan(failing, NOW, SERVICE, SECRET);
        assertThat(other.actions()).hasSize(1);

        var settled = settle(other.ledger(), done(other.actions().getFirst()), NOW);

        assertThat(plan(settled, NOW, SERVICE, SECRET).actions()).isEmpty();
    }

    @Test
    void goesOnWaitingLongerWhenTheNewAttemptFailsToo() {
        var again = plan(failing("Timeout", false, false, SECRET).withRetriesDue(NOW), NOW, SECRET);

        assertThat(again.actions()).singleElement().extracting(IssuedAction::attempt).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Unreachable, false, false, 1",
        "Timeout, false, false, 1",
        "CircuitOpen, false, false, 1",
        "InternalError, false, false, 1",
        "TooManyRequests, false, false, 0",
        "Invalid, true, false, 0",
        "Conflict, false, true, 0"
    })
    void triesOnlyWhatTheClusterDidNotAnswerTo(
            String reason, boolean refused, boolean conflict, int issues) {
        var failing = failing(reason, refused, conflict, SECRET);
        assertThat(plan(failing, NOW, SECRET).actions()).isEmpty();

        assertThat(plan(failing.withRetriesDue(NOW), NOW, SECRET).actions()).hasSize(issues);
    }

    @Test
    void concludesNothingAboutACloud() {
        var failing = failing("Timeout", false, false, BUCKET, SECRET);
        var retried = plan(failing, LATER, BUCKET, SECRET);
        assertThat(retried.actions()).hasSize(1);

        var settled = settle(retried.ledger(), done(retried.actions().getFirst()), LATER);

        assertThat(failing.withRetriesDue(NOW).entries().get(slot(BUCKET)))
                .isEqualTo(failing.entries().get(slot(BUCKET)));
        assertThat(plan(settled, LATER, BUCKET, SECRET).actions()).isEmpty();
    }

    /** All failed: the first is to be tried again after a minute, the others after half an hour. */
    private static Ledger failing(
            String reason, boolean refused, boolean conflict, Change... changes) {
        var plan = plan(Ledger.empty(), NOW, changes);
        var ledger = plan.ledger();
        var pause = Duration.ofMinutes(1);
        for (var issue : plan.actions()) {
            var answer =
                    new ActionAnswer.Failed(
                            issue.actionId(), refused, conflict, reason, "no", pause, NOW);
            ledger = settle(ledger, answer, NOW);
            pause = Duration.ofMinutes(30);
        }
        return ledger;
    }

    private static ActionAnswer done(IssuedAction issue) {
        return new ActionAnswer.Done(issue.actionId(), "u", "7");
    }

    private static Ledger settle(Ledger ledger, ActionAnswer answer, Instant at) {
        return ledger.settle(answer, Snapshot.empty(), at);
    }

    private static Plan plan(Ledger ledger, Instant now, Change... changes) {
        return ledger.plan(List.of(changes), Snapshot.empty(), SCOPE, now);
    }

    private static Slot slot(Change change) {
        return new Slot(change.ref(), false);
    }

    private static Change create(String apiVersion, String kind) {
        return new Change.Create(
                new ObjectRef(apiVersion, kind, "ns", "x"),
                JsonNodeFactory.instance.objectNode().put("kind", kind),
                List.of());
    }
}
