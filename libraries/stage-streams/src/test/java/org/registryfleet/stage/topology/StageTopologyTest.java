package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.UnreadableKind;
import org.registryfleet.events.UnreadableReason;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.List;

/** The topology around a small stage. */
class StageTopologyTest {

    private static final Events EVENTS = Events.singleObject();

    private final SmallTopology stage = new SmallTopology();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void decidesOnlyAboutRegisteredClustersWithACompleteView() {
        stage.observe(ObservationType.SYNCED, null, "1");
        assertThat(stage.actions()).isEmpty();

        stage.register();

        assertThat(stage.actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getVerb()).isEqualTo(Verb.CREATE));
        assertThat(stage.results()).hasSize(1);
    }

    @Test
    void asksOnceUntilTheOutcomeIsSeen() {
        stage.begin();
        var create = stage.actions().getFirst();
        stage.observe(ObservationType.ADDED, "other", "2");
        assertThat(stage.actions()).isEmpty();

        stage.answer(create, OutcomeResult.DONE, "5");
        assertThat(stage.actions()).isEmpty();

        stage.observe(ObservationType.ADDED, "map", "5");
        assertThat(stage.actions()).isEmpty();
        assertThat(stage.results()).hasSize(3);
    }

    @Test
    void repairsDriftWithTheObservedVersionAsPrecondition() {
        stage.begin();
        stage.answer(stage.actions().getFirst(), OutcomeResult.DONE, "5");
        stage.observe(ObservationType.ADDED, "map", "5");

        stage.observe(ObservationType.MODIFIED, "map", "6", "{\"key\":\"edited\",\"more\":\"x\"}");

        var patch = stage.actions().getFirst();
        assertThat(patch.getVerb()).isEqualTo(Verb.PATCH);
        assertThat(patch.getResourceVersion()).isEqualTo("6");
        assertThat(patch.getUid()).isEqualTo("uid-map");
        assertThat(patch.getBody()).isEqualTo("{\"data\":{\"key\":\"value\",\"more\":null}}");
        assertThat(patch.getDecision().getRule()).isEqualTo("KeepsMap");
        assertThat(patch.getDecision().getTrigger().getTopic()).isEqualTo(Topics.OBSERVATIONS);
    }

    @Test
    void triesAFailedActionAgainAfterABackoff() {
        stage.begin();
        stage.answer(stage.actions().getFirst(), OutcomeResult.LATER, "");
        assertThat(stage.actions()).isEmpty();

        stage.pass(Duration.ofSeconds(1));

        assertThat(stage.actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getAttempt()).isEqualTo(2));
    }

    @Test
    void issuesAnUnansweredActionAgainAtItsDeadline() {
        stage.begin();
        var first = stage.actions().getFirst();

        stage.pass(Duration.ofSeconds(21));

        assertThat(stage.actions())
                .singleElement()
                .satisfies(again -> assertThat(again.getId()).isNotEqualTo(first.getId()));
    }

    @Test
    void forgetsWhatANewSessionDoesNotList() {
        stage.begin();
        stage.observe(ObservationType.ADDED, "map", "5");
        stage.observe(ObservationType.ADDED, "other", "6");
        assertThat(stage.lastSize()).isEqualTo("size 2");

        stage.observeIn("second", ObservationType.ADDED, "map", "5", "{\"key\":\"value\"}");
        stage.observeIn("second", ObservationType.SYNCED, null, "7", "");

        assertThat(stage.lastSize()).isEqualTo("size 1");
    }

    @Test
    void createsNothingOfAKindThatItMayNotList() {
        stage.register();
        stage.synced("s", "not served: Route ns; forbidden: list ConfigMap ns");
        assertThat(stage.actions()).isEmpty();
        assertThat(stage.results()).hasSize(1);

        stage.synced("second", "");

        assertThat(stage.actions())
                .singleElement()
                .satisfies(a -> assertThat(a.getVerb()).isEqualTo(Verb.CREATE));
    }

    @Test
    void readsWhatItMayNotListFromItsField() {
        stage.register();
        var synced = stage.observation("s", ObservationType.SYNCED, null, "1", "");
        synced.setUnreadable(
                List.of(
                        new UnreadableKind(
                                new ObjectKey("v1", "ConfigMap", "ns", ""),
                                UnreadableReason.FORBIDDEN),
                        new UnreadableKind(
                                new ObjectKey("v1", "Route", "ns", ""),
                                UnreadableReason.NOT_SERVED)));

        stage.observe("c1", EVENTS.encode(synced));

        assertThat(stage.actions()).isEmpty();
        assertThat(stage.results()).hasSize(1);
    }

    @Test
    void createsNothingOfAKindThatIsNotServedUntilItIs() {
        stage.register();
        var synced = stage.observation("s", ObservationType.SYNCED, null, "1", "");
        synced.setUnreadable(
                List.of(
                        new UnreadableKind(
                                new ObjectKey("v1", "ConfigMap", "ns", ""),
                                UnreadableReason.NOT_SERVED)));
        stage.observe("c1", EVENTS.encode(synced));
        assertThat(stage.actions()).isEmpty();

        stage.synced("s", "");

        assertThat(stage.actions()).hasSize(1);
    }

    @Test
    void createsInOtherPlacesThanTheForbiddenOne() {
        stage.register();
        stage.synced(
                "s", "forbidden: list ConfigMap elsewhere; forbidden: list ConfigMap ns/other");

        assertThat(stage.actions()).hasSize(1);
    }

    @Test
    void keepsTheLastKnownStateOfWhatItMayNoLongerList() {
        stage.begin();
        stage.observe(ObservationType.ADDED, "map", "5");
        assertThat(stage.lastSize()).isEqualTo("size 1");

        stage.synced("second", "forbidden: list ConfigMap ns");

        assertThat(stage.results()).isEmpty();
    }

    @Test
    void sendsWhatItCannotReadToTheDeadLettersAndGoesOn() {
        stage.observe("c1", new byte[] {1, 2, 3});
        stage.begin();

        var letter = stage.records(Topics.deadLetter(Topics.OBSERVATIONS)).getFirst();
        assertThat(letter.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(new String(letter.headers().lastHeader("error").value())).contains("01");
        assertThat(stage.actions()).hasSize(1);
    }

    @Test
    void refusesARecordAboutAnotherCluster() {
        stage.register();
        var ofAnother = stage.observation("s", ObservationType.SYNCED, null, "1", "");
        stage.observe("c2", EVENTS.encode(ofAnother));

        assertThat(stage.records(Topics.deadLetter(Topics.OBSERVATIONS))).hasSize(1);
        assertThat(stage.actions()).isEmpty();
    }

    @Test
    void namesTheCauseInTheHeaders() {
        stage.begin();

        var action = stage.records(Topics.STORAGE_ACTIONS).getFirst();
        var headers = EventHeaders.readFrom(action.headers()).orElseThrow();
        assertThat(headers.subject()).isEqualTo("c1");
        assertThat(headers.cause()).isNotNull();
        assertThat(headers.traceparent()).startsWith("00-");
    }
}
