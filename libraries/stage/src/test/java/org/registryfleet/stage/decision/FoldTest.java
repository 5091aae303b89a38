package org.registryfleet.stage.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.LedgerEntry;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

class FoldTest {

    private static final String FIRST = WatchSessionId.session(7, "first");
    private static final String SECOND = WatchSessionId.session(8, "second");

    private Fold<String> fold = Fold.of("c1");

    @Test
    void staysCompleteWhenASessionIsResumed() {
        take(new Event.Seen(FIRST, object("a", "1")));
        take(new Event.Synced(FIRST));

        take(new Event.Resumed(SECOND));
        take(new Event.Seen(SECOND, object("b", "2")));

        assertThat(fold.view().complete()).isTrue();
        assertThat(fold.view().objects().size()).isEqualTo(2);
        assertThat(fold.session()).isEqualTo(SECOND);
    }

    @Test
    void ignoresWhatASessionSaysAfterALaterOneHasBegun() {
        take(new Event.Seen(FIRST, object("a", "1")));
        take(new Event.Synced(FIRST));
        take(new Event.Resumed(SECOND));
        var before = fold;

        take(new Event.Gone(FIRST, ref("a")));
        take(new Event.Seen(FIRST, object("a", "9")));
        take(new Event.Synced(FIRST));
        take(new Event.Resumed(FIRST));
        take(
                new Event.ContactChanged(
                        FIRST, new Connectivity(Connectivity.State.LOST, Instant.EPOCH, "gone")));

        assertThat(fold).isEqualTo(before);
    }

    @Test
    void knowsWhatWasUntilASessionThatBeginsAnewHasShownIt() {
        take(new Event.Seen(FIRST, object("a", "1")));
        take(new Event.Synced(FIRST));

        take(new Event.Begun(SECOND));

        assertThat(fold.view().complete()).isFalse();
        assertThat(fold.view().objects().contains(ref("a"))).isTrue();
        take(new Event.Begun(FIRST));
        assertThat(fold.session()).isEqualTo(SECOND);
    }

    @Test
    void listsAnewInALaterSessionThatResumesNothing() {
        take(new Event.Seen(FIRST, object("a", "1")));
        take(new Event.Synced(FIRST));

        take(new Event.Seen(SECOND, object("b", "2")));
        assertThat(fold.view().complete()).isFalse();
        take(new Event.Synced(SECOND));

        assertThat(fold.view().objects().contains(ref("a"))).isFalse();
        assertThat(fold.view().objects().contains(ref("b"))).isTrue();
    }

    @Test
    void takesTheOlderVersionsOfARestoredClusterAndWaitsForNoneOfBefore() {
        var waiting = new Slot(ref("a"), false);
        var outside = new Slot(new ObjectRef(ObjectRef.OUTSIDE + "/v1", "Bucket", "", "b"), false);
        take(new Event.Seen(FIRST, object("a", "500")));
        take(new Event.Synced(FIRST));
        var ledger =
                Ledger.of(
                        Map.of(
                                waiting,
                                settling("501"),
                                new Slot(ref("b"), false),
                                failing(true),
                                new Slot(ref("c"), false),
                                failing(false),
                                outside,
                                settling("1")),
                        9);
        fold = fold.with(fold.view().withLedger(ledger));

        take(new Event.Restored(SECOND));
        assertThat(fold.view().complete()).isFalse();
        take(new Event.Seen(SECOND, object("a", "400")));
        take(new Event.Synced(SECOND));

        assertThat(fold.view().find(ref("a")).orElseThrow().resourceVersion()).isEqualTo("400");
        var kept = fold.view().ledger().entries().keySet();
        assertThat(kept).doesNotContain(waiting, new Slot(ref("b"), false));
        assertThat(kept).hasSize(2);
        take(new Event.Restored(FIRST));
        assertThat(fold.session()).isEqualTo(SECOND);
    }

    @Test
    void keepsWhatItKnewLastOfAnObjectThatIsTooLargeToBeShown() {
        take(new Event.Seen(FIRST, object("a", "1")));
        take(new Event.Synced(FIRST));

        take(new Event.TooLarge(SECOND, ref("a")));
        take(new Event.TooLarge(SECOND, ref("new")));
        take(new Event.Synced(SECOND));

        assertThat(fold.view().find(ref("a")).orElseThrow().resourceVersion()).isEqualTo("1");
        assertThat(fold.view().isUnreadable(ref("a"))).isTrue();
        assertThat(fold.view().isUnreadable(ref("new"))).isTrue();
        assertThat(fold.view().isUnreadable(ref("b"))).isFalse();

        take(new Event.Seen(SECOND, object("a", "3")));
        take(new Event.Gone(SECOND, ref("new")));
        assertThat(fold.view().unreadable()).isEmpty();
    }

    @Test
    void takesSessionsFromBeforeThereWereEpochsAsTheyCome() {
        take(new Event.Synced("watcher-1/17"));
        take(new Event.Synced("0c6a6e2f-5b4f"));
        assertThat(fold.session()).isEqualTo("0c6a6e2f-5b4f");

        take(new Event.Synced(FIRST));
        take(new Event.Seen("0c6a6e2f-5b4f", object("a", "1")));

        assertThat(fold.session()).isEqualTo(FIRST);
        assertThat(fold.view().objects().size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("waysBack")
    void triesWhatFailedAsSoonAsTheClusterIsFoundAgain(Event back) {
        take(new Event.Synced(FIRST));
        fold = fold.with(fold.view().withLedger(failing()));
        take(contact(Connectivity.State.LOST));
        assertThat(isTriedNow()).isFalse();

        take(back);

        assertThat(isTriedNow()).isTrue();
    }

    static Stream<Event> waysBack() {
        return Stream.of(contact(Connectivity.State.CONNECTED), new Event.Synced(SECOND));
    }

    @Test
    void takesNoNewsForARecoveryWhileTheClusterWasNeverLost() {
        take(new Event.Synced(FIRST));
        fold = fold.with(fold.view().withLedger(failing()));

        take(new Event.Seen(FIRST, object("b", "2")));
        take(contact(Connectivity.State.CONNECTED));
        take(new Event.Synced(FIRST));

        assertThat(isTriedNow()).isFalse();
    }

    private boolean isTriedNow() {
        return fold.view().ledger().entries().values().stream()
                .map(LedgerEntry.Failing.class::cast)
                .noneMatch(entry -> entry.notBefore().isAfter(Instant.EPOCH));
    }

    private static Ledger failing() {
        return Ledger.of(Map.of(new Slot(ref("a"), false), failing(false)), 9);
    }

    private static LedgerEntry failing(boolean isConflict) {
        return new LedgerEntry.Failing(
                "id",
                "intention",
                9,
                new Failure(false, isConflict, "Timeout", "no answer"),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                "");
    }

    private static LedgerEntry settling(String version) {
        return new LedgerEntry.Settling(
                "id", "intention", 1, "u", version, Instant.EPOCH.plusSeconds(10));
    }

    private static Event contact(Connectivity.State state) {
        return new Event.ContactChanged(FIRST, new Connectivity(state, Instant.EPOCH, "why"));
    }

    private void take(Event event) {
        fold = fold.evolve(event, Instant.EPOCH);
    }

    private static Observed object(String name, String version) {
        return new Observed(
                ref(name), "uid-" + name, version, JsonNodeFactory.instance.objectNode());
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef("v1", "ConfigMap", "ns", name);
    }
}
