package org.registryfleet.inventory.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.inventory.decision.InventoryChange.Registered;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;
import org.registryfleet.inventory.decision.InventoryChange.Standing;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

class FleetInventoryTest {

    private final Story story = new Story();

    @Test
    void watchesAClusterFirstAndAdmitsItOnceItsIdentityIsKnown() {
        story.source("argo", 0).found("argo", "prod-eu");

        assertThat(story.standing("prod-eu")).isEqualTo(Standing.PROBING);

        story.identified("prod-eu", "uid-1");

        assertThat(story.standing("prod-eu")).isEqualTo(Standing.ADMITTED);
        assertThat(story.fleet.get("prod-eu").admission().uid()).isEqualTo("uid-1");
        assertThat(story.fleet.get("prod-eu").mode()).isEqualTo("OBSERVE");
    }

    @Test
    void ignoresAnIdentityThatWasReadByAnotherEndpoint() {
        story.source("argo", 0).found("argo", "a");
        var other = ClusterMembership.IMPORTED.identified("uid-1", "argo:x/a https://elsewhere ca");

        story.tell(new InventoryFact.Joined(story.now, "a", other, ""));

        assertThat(story.standing("a")).isEqualTo(Standing.PROBING);
    }

    @Test
    void keepsARejectedEntryOutAndTheOthersIn() {
        story.source("argo", 0)
                .found("argo", "a")
                .found("argo", FoundCluster.rejected("b", Map.of(), "argocd:x/b", "NoConfig: why"))
                .after(Duration.ofSeconds(1));

        assertThat(story.fleet).containsOnlyKeys("a");
        assertThat(story.reports.get("argo").state()).isEqualTo(SourceState.OK);
        assertThat(story.problems("argo")).contains("Secret x/b: NoConfig: why");
    }

    @Test
    void keepsAnAdmittedClusterWhoseEntryBecomesUnusable() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        story.found("argo", FoundCluster.rejected("a", Map.of(), "argocd:x/a", "NoConfig: why"))
                .after(Duration.ofSeconds(1));

        assertThat(story.standing("a")).isEqualTo(Standing.ADMITTED);
        assertThat(story.fleet.get("a").endpoint().server()).isEqualTo("https://a");
        assertThat(story.problems("argo")).contains("Secret x/a: NoConfig: why");
    }

    @Test
    void lowerSourceOfTheSameClusterCountsAndTheOtherIsADuplicate() {
        story.source("hive", 1).source("argo", 0);
        story.found("hive", "y").identified("y", "uid-1").found("argo", "x");

        story.identified("x", "uid-1").after(Duration.ofSeconds(1));

        assertThat(story.fleet).containsOnlyKeys("y");
        assertThat(story.fleet.get("y").origin().source()).isEqualTo("argo");
        assertThat(story.problems("hive"))
                .containsExactly("Secret x/y: Duplicate: the same cluster is in the fleet as y");
    }

    @Test
    void anotherSourceGoesOnWithTheRegistrationOfAClusterThatIsGone() {
        story.source("argo", 0).source("hive", 1).found("argo", "x").identified("x", "uid-1");
        story.found("hive", "y").identified("y", "uid-1").found("argo", "z");

        story.gone("argo", "x").settled();

        assertThat(story.standing("x")).isEqualTo(Standing.ADMITTED);
        assertThat(story.fleet.get("x").origin().source()).isEqualTo("hive");
        assertThat(story.fleet).containsOnlyKeys("x", "z");
    }

    @Test
    void changesNothingWhileASourceCannotBeRead() {
        story.source("argo", 0).found("argo", "a").identified("a", "u1").found("argo", "b");
        var before = Map.copyOf(story.fleet);

        story.tell(new InventoryFact.Unreadable(story.now, "argo", "403 Forbidden"))
                .after(Duration.ofHours(3))
                .tell(new InventoryFact.Listed(story.now, "argo"))
                .settled();

        assertThat(story.fleet).isEqualTo(before);
        assertThat(story.reports.get("argo").state()).isEqualTo(SourceState.OK);
    }

    @Test
    void suspectsAMassDisappearanceUntilSomebodyConfirmsItsNumber() {
        hundred();
        for (var n = 0; n < 25; n++) {
            story.gone("argo", "c" + n);
        }
        story.after(Duration.ofSeconds(2)).settled();

        assertThat(story.reports.get("argo").state()).isEqualTo(SourceState.SUSPECT);
        assertThat(story.reports.get("argo").reason()).contains("confirm argo --gone 25");
        assertThat(story.fleet.values())
                .allMatch(one -> one.admission().standing() == Standing.ADMITTED);

        confirm(24).after(Duration.ofDays(2));

        assertThat(story.fleet).hasSize(100);
        assertThat(story.reports.get("argo").reason()).contains("eve confirmed 24");

        confirm(25);

        assertThat(story.fleet.values())
                .filteredOn(one -> one.admission().standing() == Standing.LEAVING)
                .hasSize(25);

        story.after(Duration.ofHours(1));

        assertThat(story.fleet).hasSize(75);
    }

    @Test
    void staysSuspectOverAnOutageOfTheHub() {
        hundred();
        for (var n = 0; n < 25; n++) {
            story.gone("argo", "c" + n);
        }
        story.tell(new InventoryFact.Unreadable(story.now, "argo", "contact lost"))
                .after(Duration.ofHours(5))
                .tell(new InventoryFact.Listed(story.now, "argo"))
                .settled();

        assertThat(story.reports.get("argo").state()).isEqualTo(SourceState.SUSPECT);
        assertThat(story.fleet).hasSize(100);
    }

    @Test
    void aClusterThatReturnsInItsGraceTimeHasLostNothing() {
        story.source("argo", 0).found("argo", "a").found("argo", "b").identified("a", "uid-1");
        var before = story.fleet.get("a");

        story.gone("argo", "a").settled();

        assertThat(story.standing("a")).isEqualTo(Standing.LEAVING);

        story.after(Duration.ofMinutes(10)).found("argo", "a");

        assertThat(story.fleet.get("a")).isEqualTo(before);
        assertThat(story.after(Duration.ofDays(1)).fleet).containsKey("a");
    }

    @Test
    void aClusterThatIsDestroyedIsNotWrittenToFromThatMoment() {
        story.source("hive", 0).found("hive", "a").found("hive", "b").identified("a", "uid-1");

        story.found("hive", Story.cluster("hive", "a").departing(true));

        assertThat(story.standing("a")).isEqualTo(Standing.LEAVING);
        assertThat(story.after(Duration.ofHours(1)).fleet).containsOnlyKeys("b");
        assertThat(story.after(Duration.ofHours(1)).fleet).containsOnlyKeys("b");
    }

    @Test
    void aRotatedTokenIsOneRegistrationAndNoNewProbe() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");
        var before = story.all.size();

        story.found(
                "argo",
                FoundCluster.of("a", Map.of("env", "edge"), Story.endpoint("argo", "a", "2")));

        assertThat(story.all.subList(before, story.all.size()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Registered.class,
                        one -> {
                            assertThat(one.endpoint().digest()).isEqualTo("2");
                            assertThat(one.admission().standing()).isEqualTo(Standing.ADMITTED);
                        });
    }

    @Test
    void anotherAddressMeansAnotherProbe() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");
        var elsewhere =
                new ClusterEndpoint("argo:x/a", "https://elsewhere", "ca", "TOKEN", null, "1");

        story.found("argo", FoundCluster.of("a", Map.of(), elsewhere));

        assertThat(story.standing("a")).isEqualTo(Standing.PROBING);

        story.identified("a", "uid-2");

        assertThat(story.standing("a")).isEqualTo(Standing.ADMITTED);
        assertThat(story.fleet.get("a").admission().uid()).isEqualTo("uid-2");
    }

    @Test
    void aClusterThatWasInstalledAnewIsProbedAnew() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        story.identified("a", "uid-2");

        assertThat(story.standing("a")).isEqualTo(Standing.PROBING);
        assertThat(story.settled().standing("a")).isEqualTo(Standing.ADMITTED);
        assertThat(story.fleet.get("a").admission().uid()).isEqualTo("uid-2");
    }

    @Test
    void labelsFollowAndWhatAPersonSetWins() {
        var mapping =
                new LabelMapping(
                        Set.of("env", "argocd.argoproj.io/secret-type"), Map.of("site", "hq"));
        story.source(SourceSettings.of("argo", "argocd", 0).withLabels(mapping));
        story.found("argo", labelled("edge"));

        assertThat(story.fleet.get("a").labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("env", "edge", "site", "hq"));

        story.found("argo", labelled("prod"));

        assertThat(story.fleet.get("a").labels()).containsEntry("env", "prod");

        story.tell(
                new InventoryFact.Joined(
                        story.now,
                        "a",
                        new ClusterMembership(false, "", "", true, "FULL", Map.of("env", "mine")),
                        "eve"));
        story.found("argo", labelled("edge"));

        assertThat(story.fleet.get("a").labels()).containsEntry("env", "mine");
        assertThat(story.fleet.get("a").mode()).isEqualTo("FULL");
        assertThat(story.fleet.get("a").membership().paused()).isTrue();

        story.found("argo", labelled("not a value"));

        assertThat(story.fleet.get("a").labels()).containsEntry("env", "mine");
    }

    @Test
    void leavesAClusterOfAPersonAloneUntilItIsAdopted() {
        story.source("argo", 0).byHand("db1", "uid-1").found("argo", "DB1");
        story.after(Duration.ofSeconds(1));

        assertThat(story.fleet).isEmpty();
        assertThat(story.problems("argo"))
                .singleElement()
                .asString()
                .contains("IdTakenByHand", "inventory adopt db1 --source argo");

        story.tell(new InventoryFact.Adopted(story.now, "db1", "argo", "eve", "it is the same"));

        assertThat(story.standing("db1")).isEqualTo(Standing.PROBING);
        assertThat(story.identified("db1", "uid-1").standing("db1")).isEqualTo(Standing.ADMITTED);
    }

    @Test
    void aClusterRegisteredByHandWinsUnderWhateverName() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        story.byHand("mine", "uid-1").after(Duration.ofSeconds(1));

        assertThat(story.fleet).isEmpty();
        assertThat(story.problems("argo")).singleElement().asString().contains("as mine");

        story.tell(new InventoryFact.Left(story.now, "mine"));

        assertThat(story.standing("a")).isEqualTo(Standing.PROBING);
    }

    @Test
    void aRegistrationByHandOverAnImportedOneTakesItOver() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");
        var before = story.all.size();

        story.byHand("a", "uid-1").found("argo", labelled("prod")).after(Duration.ofSeconds(1));

        assertThat(story.all.subList(before, story.all.size()))
                .noneMatch(Registered.class::isInstance)
                .noneMatch(InventoryChange.Deregistered.class::isInstance);
        assertThat(story.problems("argo")).singleElement().asString().contains("IdTakenByHand");
    }

    @Test
    void aForgottenClusterStaysOutUntilItIsAdopted() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        story.tell(new InventoryFact.Forgotten(story.now, "a", "eve", "not ours"));
        story.found("argo", labelled("prod")).after(Duration.ofHours(1));

        assertThat(story.fleet).isEmpty();

        story.tell(new InventoryFact.Adopted(story.now, "a", "argo", "eve", "ours after all"));

        assertThat(story.standing("a")).isEqualTo(Standing.PROBING);
    }

    @Test
    void takingAnImportedClusterOutByHandIsNotUndone() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        var before = story.all.size();
        story.tell(new InventoryFact.Left(story.now, "a")).found("argo", labelled("prod"));

        assertThat(story.all).hasSize(before);
        assertThat(story.after(Duration.ofSeconds(1)).problems("argo"))
                .singleElement()
                .asString()
                .contains("Forgotten");
    }

    @Test
    void namesAreMadeIdsAndTwoOfOneNameGetTwo() {
        story.source("argo", 0).source("hive", 1);
        story.found("argo", "Prod EU_1").found("hive", "prod-eu-1").found("argo", "äöü");
        story.found("argo", "x".repeat(300)).after(Duration.ofSeconds(1));

        assertThat(story.fleet.keySet())
                .hasSize(3)
                .contains("prod-eu-1", "x".repeat(63))
                .anyMatch(id -> id.matches("prod-eu-1-[0-9a-f]{4}"));
        assertThat(story.problems("argo")).anyMatch(one -> one.contains("NameUnusable"));
    }

    @Test
    void aSourceThatIsNoLongerConfiguredKeepsItsClusters() {
        story.source("argo", 0).found("argo", "a").identified("a", "uid-1");

        story.tell(new InventoryFact.Retired(story.now, "argo")).after(Duration.ofDays(1));

        assertThat(story.standing("a")).isEqualTo(Standing.ADMITTED);
        assertThat(story.reports.get("argo").state()).isEqualTo(SourceState.RETIRED);
    }

    @Test
    void theSameFactsGiveTheSameChanges() {
        suspectsAMassDisappearanceUntilSomebodyConfirmsItsNumber();
        var again = new Story();

        story.facts.forEach(again::tell);

        assertThat(again.all).isEqualTo(story.all);
    }

    private void hundred() {
        story.source("argo", 0);
        for (var n = 0; n < 100; n++) {
            story.found("argo", "c" + n).identified("c" + n, "uid-" + n);
        }
        story.after(Duration.ofHours(1));
    }

    private Story confirm(int gone) {
        return story.tell(new InventoryFact.Confirmed(story.now, "argo", gone, "eve", "torn down"));
    }

    private static FoundCluster labelled(String env) {
        var labels = Map.of("env", env, "argocd.argoproj.io/secret-type", "cluster");
        return FoundCluster.of("a", labels, Story.endpoint("argo", "a", "1"));
    }

    @Test
    void tellsWhenTimeAloneChangesSomething() {
        assertThat(story.inventory.due()).isNull();

        story.source("argo", 0).found("argo", "a").found("argo", "b");

        assertThat(story.inventory.due()).isEqualTo(story.now.plusSeconds(1));

        story.after(Duration.ofSeconds(1));

        assertThat(story.inventory.due()).isNull();

        story.gone("argo", "a");
        var gone = story.now;
        story.after(Duration.ofSeconds(1));

        assertThat(story.inventory.due()).isEqualTo(gone.plusSeconds(5));
        assertThat(story.settled().inventory.due()).isEqualTo(story.now.plusSeconds(3600));
        assertThat(story.inventory.objects())
                .extracting(SourceObject::state)
                .containsExactly("LEAVING", "PROBING");
    }
}
