package org.registryfleet.audit.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.Fact.MarkerType;
import org.registryfleet.audit.fact.Fact.ObservationType;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.report.SnapshotJson;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.List;

class ClusterSnapshotTest {

    private static final Instant START = Instant.parse("2026-11-21T14:00:00Z");
    private static final ObjectRef CONFIG = ObjectRef.clusterScoped("v1", "Config", "cluster");
    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "ns", "ca");
    private static final ObjectRef BUCKET =
            new ObjectRef(ObjectRef.OUTSIDE + "/v1", "Bucket", "", "b");

    private final ClusterSnapshot picture = new ClusterSnapshot("c1");
    private long offset;

    @Test
    void knowsTheEntryInTheFleetUntilTheClusterLeaves() {
        accept(new Fact.Registered(node("endpoint", "https://c1")));
        assertThat(picture.isRegistered()).isTrue();
        assertThat(picture.registration().path("endpoint").asText()).isEqualTo("https://c1");

        accept(new Fact.Deregistered());
        assertThat(picture.isRegistered()).isFalse();
    }

    @Test
    void keepsTheLatestResultOfEachStage() {
        accept(resulted("storage", "PENDING"));
        accept(resulted("storage", "READY"));

        assertThat(picture.result("storage").path("phase").asText()).isEqualTo("READY");
        assertThat(picture.result("registry").isMissingNode()).isTrue();
        assertThat(picture.latest()).hasValue(START.plusSeconds(2));
    }

    @Test
    void isCompleteOnceEverythingIsListedAndForgetsWhatIsGone() {
        seen(1, ObservationType.ADDED, CONFIG);
        seen(1, ObservationType.ADDED, MAP);
        assertThat(picture.isComplete()).isFalse();
        mark(1, MarkerType.SYNCED, "");
        assertThat(picture.isComplete()).isTrue();

        seen(1, ObservationType.DELETED, MAP);
        assertThat(picture.objects()).containsOnlyKeys(CONFIG);
    }

    @Test
    void aNewSessionIsIncompleteUntilItsListingEndsAndThenDropsTheRest() {
        seen(1, ObservationType.ADDED, CONFIG);
        seen(1, ObservationType.ADDED, MAP);
        mark(1, MarkerType.SYNCED, "");
        seen(2, ObservationType.ADDED, CONFIG);

        assertThat(picture.isComplete()).isFalse();
        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
        mark(2, MarkerType.SYNCED, "");
        assertThat(picture.objects()).containsOnlyKeys(CONFIG);
    }

    @Test
    void whatNobodyMayListKeepsItsLastKnownState() {
        seen(1, ObservationType.ADDED, CONFIG);
        seen(1, ObservationType.ADDED, MAP);
        mark(1, MarkerType.SYNCED, "");
        mark(2, MarkerType.SYNCED, "not served: Route ns; forbidden: list ConfigMap ns");

        assertThat(picture.objects()).containsOnlyKeys(MAP);
        assertThat(picture.forbidden()).containsExactly(new Unreadable("ConfigMap", "ns"));
        mark(3, MarkerType.SYNCED, "");
        assertThat(picture.objects()).isEmpty();
        assertThat(picture.forbidden()).isEmpty();
    }

    @Test
    void whatLiesOutsideTheClusterIsNoMatterOfItsListings() {
        mark(1, MarkerType.SYNCED, "");
        accept(
                new Fact.OutcomeReported(
                        "a1",
                        "storage",
                        BUCKET,
                        "DONE",
                        new Fact.ApiAnswer(200, "", ""),
                        "7",
                        START,
                        node("name", "b")));
        mark(2, MarkerType.SYNCED, "");

        assertThat(picture.objects()).containsOnlyKeys(BUCKET);
        assertThat(picture.objects().get(BUCKET).content().path("name").asText()).isEqualTo("b");
    }

    @Test
    void aResumedSessionKeepsWhatTheOtherOneListed() {
        seen(1, ObservationType.ADDED, CONFIG);
        mark(1, MarkerType.SYNCED, "");
        mark(2, MarkerType.RESUMED, "");
        seen(2, ObservationType.ADDED, MAP);

        assertThat(picture.isComplete()).isTrue();
        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
    }

    @Test
    void anEarlierSessionDoesNotCountAnyMore() {
        seen(2, ObservationType.ADDED, CONFIG);
        mark(2, MarkerType.SYNCED, "");
        seen(1, ObservationType.ADDED, MAP);
        seen(1, ObservationType.DELETED, CONFIG);
        mark(1, MarkerType.GAP, "late");
        mark(1, MarkerType.RESUMED, "late");
        seen(2, ObservationType.ADDED, MAP);

        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
        assertThat(picture.isComplete()).isTrue();
        assertThat(picture.lastLoss()).isEmpty();
    }

    @Test
    void namesTheLossUntilALaterListingMakesItGood() {
        mark(1, MarkerType.SYNCED, "");
        mark(1, MarkerType.GAP, "the watch broke off");
        assertThat(picture.lastLoss()).isPresent();
        mark(1, MarkerType.RESYNC, "");
        assertThat(picture.lastLoss()).isEmpty();

        mark(1, MarkerType.CONTACT_LOST, "refused");
        assertThat(picture.lastLoss()).isPresent();
        mark(1, MarkerType.CONTACT_RESTORED, "");
        assertThat(picture.lastLoss()).isEmpty();
    }

    @Test
    void namesTheGapsOfASpanEvenAfterAListHasMadeThemGood() {
        mark(1, MarkerType.SYNCED, "");
        mark(1, MarkerType.GAP, "before");
        var moment = picture.latest().orElseThrow();
        mark(2, MarkerType.GAP, "etcd has been restored; what happened since then cannot be known");
        seen(2, ObservationType.ADDED, CONFIG);
        mark(2, MarkerType.RESYNC, "");
        mark(2, MarkerType.SYNCED, "");

        assertThat(picture.lastLoss()).isEmpty();
        assertThat(picture.gapsAfter(moment)).hasSize(1);
        assertThat(picture.gapsAfter(Instant.EPOCH)).hasSize(2);
        var difference =
                SnapshotJson.difference(new ClusterSnapshot("c1"), moment, picture, moment);
        assertThat(difference.at("/gaps/0/event/detail").asText()).contains("cannot be known");
    }

    @Test
    void losingAClusterForgetsNothing() {
        seen(1, ObservationType.ADDED, CONFIG);
        mark(1, MarkerType.SYNCED, "");
        mark(2, MarkerType.CONTACT_LOST, "refused");

        assertThat(picture.isComplete()).isTrue();
        assertThat(picture.objects()).containsOnlyKeys(CONFIG);
    }

    @Test
    void countsWhatNobodyCanReadAndNamesSomeOfIt() {
        for (int i = 0; i < 8; i++) {
            accept(new Fact.Unreadable("noise"));
        }

        assertThat(picture.unreadable().count()).isEqualTo(8);
        assertThat(picture.unreadable().first())
                .hasSize(5)
                .first()
                .extracting(entry -> entry.place().offset())
                .isEqualTo(0L);
    }

    private void seen(long epoch, ObservationType sight, ObjectRef ref) {
        accept(
                new Fact.ObjectObserved(
                        sight, ref, "1", node("name", ref.name()), List.of(), false, at(epoch)));
    }

    private void mark(long epoch, MarkerType mark, String detail) {
        accept(new Fact.SessionMarker(mark, "", at(epoch), detail));
    }

    private void accept(Fact fact) {
        var place = new LogPosition("fleet.observations.v1", 0, offset++);
        picture.accept(new FactEntry(place, START.plusSeconds(offset), "c1", fact));
    }

    private static Fact.Session at(long epoch) {
        return new Fact.Session("s" + epoch, epoch);
    }

    private static Fact resulted(String stage, String phase) {
        return new Fact.ResultPublished(
                stage, node("phase", phase), new Reason("rule", "Because.", START, null));
    }

    private static JsonNode node(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
