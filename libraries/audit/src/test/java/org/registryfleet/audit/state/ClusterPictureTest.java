package org.registryfleet.audit.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.Fact.Mark;
import org.registryfleet.audit.fact.Fact.Sight;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.report.PictureJson;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.List;

class ClusterPictureTest {

    private static final Instant START = Instant.parse("2026-11-21T14:00:00Z");
    private static final ObjectRef CONFIG = ObjectRef.clusterScoped("v1", "Config", "cluster");
    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "ns", "ca");
    private static final ObjectRef BUCKET =
            new ObjectRef(ObjectRef.OUTSIDE + "/v1", "Bucket", "", "b");

    private final ClusterPicture picture = new ClusterPicture("c1");
    private long offset;

    @Test
    void knowsTheEntryInTheFleetUntilTheClusterLeaves() {
        accept(new Fact.Enrolled(node("endpoint", "https://c1")));
        assertThat(picture.isEnrolled()).isTrue();
        assertThat(picture.enrolment().path("endpoint").asText()).isEqualTo("https://c1");

        accept(new Fact.Left());
        assertThat(picture.isEnrolled()).isFalse();
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
        seen(1, Sight.ADDED, CONFIG);
        seen(1, Sight.ADDED, MAP);
        assertThat(picture.isComplete()).isFalse();
        mark(1, Mark.SYNCED, "");
        assertThat(picture.isComplete()).isTrue();

        seen(1, Sight.DELETED, MAP);
        assertThat(picture.objects()).containsOnlyKeys(CONFIG);
    }

    @Test
    void aNewSessionIsIncompleteUntilItsListingEndsAndThenDropsTheRest() {
        seen(1, Sight.ADDED, CONFIG);
        seen(1, Sight.ADDED, MAP);
        mark(1, Mark.SYNCED, "");
        seen(2, Sight.ADDED, CONFIG);

        assertThat(picture.isComplete()).isFalse();
        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
        mark(2, Mark.SYNCED, "");
        assertThat(picture.objects()).containsOnlyKeys(CONFIG);
    }

    @Test
    void whatNobodyMayListKeepsItsLastKnownState() {
        seen(1, Sight.ADDED, CONFIG);
        seen(1, Sight.ADDED, MAP);
        mark(1, Mark.SYNCED, "");
        mark(2, Mark.SYNCED, "not served: Route ns; forbidden: list ConfigMap ns");

        assertThat(picture.objects()).containsOnlyKeys(MAP);
        assertThat(picture.forbidden()).containsExactly(new Unreadable("ConfigMap", "ns"));
        mark(3, Mark.SYNCED, "");
        assertThat(picture.objects()).isEmpty();
        assertThat(picture.forbidden()).isEmpty();
    }

    @Test
    void whatLiesOutsideTheClusterIsNoMatterOfItsListings() {
        mark(1, Mark.SYNCED, "");
        accept(
                new Fact.Answered(
                        "a1",
                        "storage",
                        BUCKET,
                        "DONE",
                        new Fact.Answer(200, "", ""),
                        "7",
                        START,
                        node("name", "b")));
        mark(2, Mark.SYNCED, "");

        assertThat(picture.objects()).containsOnlyKeys(BUCKET);
        assertThat(picture.objects().get(BUCKET).content().path("name").asText()).isEqualTo("b");
    }

    @Test
    void aResumedSessionKeepsWhatTheOtherOneListed() {
        seen(1, Sight.ADDED, CONFIG);
        mark(1, Mark.SYNCED, "");
        mark(2, Mark.RESUMED, "");
        seen(2, Sight.ADDED, MAP);

        assertThat(picture.isComplete()).isTrue();
        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
    }

    @Test
    void anEarlierSessionDoesNotCountAnyMore() {
        seen(2, Sight.ADDED, CONFIG);
        mark(2, Mark.SYNCED, "");
        seen(1, Sight.ADDED, MAP);
        seen(1, Sight.DELETED, CONFIG);
        mark(1, Mark.GAP, "late");
        mark(1, Mark.RESUMED, "late");
        seen(2, Sight.ADDED, MAP);

        assertThat(picture.objects()).containsOnlyKeys(CONFIG, MAP);
        assertThat(picture.isComplete()).isTrue();
        assertThat(picture.lastLoss()).isEmpty();
    }

    @Test
    void namesTheLossUntilALaterListingMakesItGood() {
        mark(1, Mark.SYNCED, "");
        mark(1, Mark.GAP, "the watch broke off");
        assertThat(picture.lastLoss()).isPresent();
        mark(1, Mark.RESYNC, "");
        assertThat(picture.lastLoss()).isEmpty();

        mark(1, Mark.CONTACT_LOST, "refused");
        assertThat(picture.lastLoss()).isPresent();
        mark(1, Mark.CONTACT_RESTORED, "");
        assertThat(picture.lastLoss()).isEmpty();
    }

    @Test
    void namesTheGapsOfASpanEvenAfterAListHasMadeThemGood() {
        mark(1, Mark.SYNCED, "");
        mark(1, Mark.GAP, "before");
        var moment = picture.latest().orElseThrow();
        mark(2, Mark.GAP, "etcd has been restored; what happened since then cannot be known");
        seen(2, Sight.ADDED, CONFIG);
        mark(2, Mark.RESYNC, "");
        mark(2, Mark.SYNCED, "");

        assertThat(picture.lastLoss()).isEmpty();
        assertThat(picture.gapsAfter(moment)).hasSize(1);
        assertThat(picture.gapsAfter(Instant.EPOCH)).hasSize(2);
        var difference = PictureJson.difference(new ClusterPicture("c1"), moment, picture, moment);
        assertThat(difference.at("/gaps/0/event/detail").asText()).contains("cannot be known");
    }

    @Test
    void losingAClusterForgetsNothing() {
        seen(1, Sight.ADDED, CONFIG);
        mark(1, Mark.SYNCED, "");
        mark(2, Mark.CONTACT_LOST, "refused");

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

    private void seen(long epoch, Sight sight, ObjectRef ref) {
        accept(
                new Fact.Seen(
                        sight, ref, "1", node("name", ref.name()), List.of(), false, at(epoch)));
    }

    private void mark(long epoch, Mark mark, String detail) {
        accept(new Fact.Marked(mark, "", at(epoch), detail));
    }

    private void accept(Fact fact) {
        var place = new LogPosition("fleet.observations.v1", 0, offset++);
        picture.accept(new FactEntry(place, START.plusSeconds(offset), "c1", fact));
    }

    private static Fact.Session at(long epoch) {
        return new Fact.Session("s" + epoch, epoch);
    }

    private static Fact resulted(String stage, String phase) {
        return new Fact.Resulted(
                stage, node("phase", phase), new Reason("rule", "Because.", START, null));
    }

    private static JsonNode node(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
