package org.registryfleet.inventory.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.inventory.decision.InventoryChange.Recognised;
import org.registryfleet.inventory.decision.InventoryChange.Standing;

/** Of two names that people gave one cluster only the first one is written to. */
class HandRegistrationsTest {

    private final Story story = new Story();

    @Test
    void admitsACluster() {
        story.byHand("a", "").byHand("a", "uid-1");

        assertThat(story.recognised).containsOnlyKeys("a");
        assertThat(story.recognised.get("a"))
                .isEqualTo(new Recognised("a", "uid-1", Story.BY_HAND, ""));
    }

    @Test
    void onlyWatchesTheSecondNameOfACluster() {
        story.byHand("b", "uid-1").byHand("a", "uid-1");

        assertThat(story.recognised.get("b").duplicateOf()).isEmpty();
        assertThat(story.recognised.get("a").duplicateOf()).isEqualTo("b");
    }

    @Test
    void goesOnWithTheSecondNameWhenTheFirstOneLeaves() {
        story.byHand("a", "uid-1").byHand("b", "uid-1").byHand("c", "uid-1");

        story.tell(new InventoryFact.Left(story.now, "a"));

        assertThat(story.recognised.get("b").duplicateOf()).isEmpty();
        assertThat(story.recognised.get("c").duplicateOf()).isEqualTo("b");
    }

    @Test
    void judgesAnewWhatTurnsOutToBeAnotherCluster() {
        story.byHand("a", "uid-1").byHand("b", "uid-1");

        story.byHand("a", "").byHand("a", "uid-2");

        assertThat(story.recognised.get("a"))
                .isEqualTo(new Recognised("a", "uid-2", Story.BY_HAND, ""));
        assertThat(story.recognised.get("b"))
                .isEqualTo(new Recognised("b", "uid-1", Story.BY_HAND, ""));
    }

    @Test
    void staysOutUntilItIsKnownToBeAnotherCluster() {
        story.byHand("a", "uid-1").byHand("b", "uid-1").byHand("b", "");

        assertThat(story.recognised.get("b").duplicateOf()).isEqualTo("a");
    }

    @Test
    void tellsByWhichCredentialItIsStillTheSameCluster() {
        story.byHand("a", "uid-1").byHand("b", "uid-1").byHand("a", "");

        story.byHand("a", "uid-1", "kubeconfig:other");

        assertThat(story.recognised.get("a"))
                .isEqualTo(new Recognised("a", "uid-1", "kubeconfig:other", ""));
        assertThat(story.recognised.get("b").duplicateOf()).isEqualTo("a");
    }

    @Test
    void tellsNothingTwice() {
        story.byHand("a", "uid-1").byHand("b", "uid-1");
        int told = story.all.size();

        story.byHand("a", "uid-1").byHand("b", "uid-1").byHand("c", "");

        assertThat(story.all).hasSize(told);
    }

    @Test
    void anImportedClusterGivesWayToTheFirstNameOfTwo() {
        story.source("argo", 0).found("argo", "x").identified("x", "uid-1");
        assertThat(story.standing("x")).isEqualTo(Standing.ADMITTED);

        story.byHand("a", "uid-1").byHand("b", "uid-1");

        assertThat(story.fleet).isEmpty();
        assertThat(story.recognised.get("a").duplicateOf()).isEmpty();
        assertThat(story.recognised.get("b").duplicateOf()).isEqualTo("a");
    }

    @Test
    void decidesTheSameFromTheSameFacts() {
        story.byHand("a", "uid-1")
                .byHand("b", "uid-1")
                .tell(new InventoryFact.Left(story.now, "a"))
                .byHand("a", "uid-1");
        var again = new Story();

        story.facts.forEach(again::tell);

        assertThat(again.recognised).isEqualTo(story.recognised);
        assertThat(again.recognised.get("a").duplicateOf()).isEqualTo("b");
    }
}
