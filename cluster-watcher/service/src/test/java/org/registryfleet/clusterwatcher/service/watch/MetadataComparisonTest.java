package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterwatcher.service.watch.MetadataComparison.Result;
import org.registryfleet.events.KnownObject;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.WatchedRow;

import java.util.List;
import java.util.Set;

/** Compares lists with a watch that has reached version 50. */
class MetadataComparisonTest {

    @Test
    void findsNothingInWhatIsTheSame() {
        assertThat(compare(List.of(known("a", "7")), "60", listed("a", "u", "7")))
                .isEqualTo(new Result.Plausible(Set.of()));
    }

    @Test
    void leavesWhatIsNewToTheWatchHoweverFarBehindItIs() {
        assertThat(
                        compare(
                                List.of(known("a", "7")),
                                "60",
                                listed("a", "u", "55"),
                                listed("new", "v", "56")))
                .isEqualTo(new Result.Plausible(Set.of()));
    }

    @Test
    void findsAListThatIsOlderThanTheWatch() {
        assertThat(compare(List.of(), "49")).isInstanceOf(Result.Contradicted.class);
        assertThat(compare(List.of(), "50")).isInstanceOf(Result.Plausible.class);
        assertThat(compare(List.of(), "100")).isInstanceOf(Result.Plausible.class);
        assertThat(compare(List.of(), "opaque")).isInstanceOf(Result.Plausible.class);
    }

    @Test
    void findsVersionsAndObjectsThatTheWatchCannotHaveMissed() {
        assertThat(compare(List.of(known("a", "7")), "60", listed("a", "u", "6")))
                .isInstanceOf(Result.Contradicted.class);
        assertThat(compare(List.of(known("a", "7")), "60", listed("a", "u", "8")))
                .isInstanceOf(Result.Contradicted.class);
        assertThat(compare(List.of(known("a", "7")), "60", listed("a", "other", "7")))
                .isInstanceOf(Result.Contradicted.class);
        assertThat(compare(List.of(), "60", listed("a", "u", "50")))
                .isInstanceOf(Result.Contradicted.class);
    }

    @Test
    void doesNotMindVersionsThatWereKeptBack() {
        var inexact = new MetadataComparison(row(List.of(known("a", "7"))), false);

        assertThat(inexact.with(List.of(listed("a", "u", "8")), "60"))
                .isInstanceOf(Result.Plausible.class);
        assertThat(inexact.with(List.of(listed("a", "u", "6")), "60"))
                .isInstanceOf(Result.Contradicted.class);
    }

    @Test
    void decidesAboutMissingObjectsWhenTheWatchHasComeToTheList() {
        var absent = Set.of("ns/a");

        assertThat(compare(List.of(known("a", "7")), "60")).isEqualTo(new Result.Plausible(absent));
        assertThat(MetadataComparison.stillKnown(row(List.of(known("a", "7"))), absent, "60"))
                .isPresent();
        assertThat(MetadataComparison.stillKnown(row(List.of(known("a", "61"))), absent, "60"))
                .isEmpty();
        assertThat(MetadataComparison.stillKnown(row(List.of()), absent, "60")).isEmpty();
    }

    @Test
    void tellsClustersApartByUidAndElseByTheirAuthority() {
        var cluster = new ClusterIdentity("u1", "ca1");

        assertThat(cluster.sign(new ClusterIdentity("u2", "ca1"))).isPresent();
        assertThat(cluster.sign(new ClusterIdentity("u1", "ca2"))).isEmpty();
        assertThat(cluster.hasOtherAuthority(new ClusterIdentity("u1", "ca2"))).isTrue();
        assertThat(cluster.sign(new ClusterIdentity("", "ca2"))).isPresent();
        assertThat(cluster.sign(new ClusterIdentity("", ""))).isEmpty();
        assertThat(ClusterIdentity.UNKNOWN.sign(cluster)).isEmpty();
        assertThat(cluster.and(new ClusterIdentity("", "ca2")))
                .isEqualTo(new ClusterIdentity("u1", "ca2"));
    }

    private static Result compare(List<KnownObject> known, String version, JsonNode... items) {
        return new MetadataComparison(row(known), true).with(List.of(items), version);
    }

    private static WatchedRow row(List<KnownObject> known) {
        return new WatchedRow(new ObjectKey("v1", "ConfigMap", "ns", ""), "50", "", false, known);
    }

    private static KnownObject known(String name, String version) {
        return new KnownObject("ns", name, "u", version, 1L, 2L, false);
    }

    private static JsonNode listed(String name, String uid, String version) {
        return Lab.json(
                "{'metadata':{'namespace':'ns','name':'%s','uid':'%s','resourceVersion':'%s'}}"
                        .formatted(name, uid, version));
    }
}
