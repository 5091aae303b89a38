package org.registryfleet.fleetpolicy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.fleetpolicy.rollout.Policies.enforce;
import static org.registryfleet.fleetpolicy.rollout.Policies.policy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Duration;
import java.time.Instant;

class FleetRolloutsTest {

    private static final String CANARY =
            "{'name':'canary','labelSelector':{'matchLabels':{'canary':'true'}},'maxConcurrency':1,'minSuccessTime':'1h'}";
    private static final String STAGES =
            "{'stages':["
                    + CANARY
                    + ",{'name':'prod','maxConcurrency':'10%','minSuccessTime':'5m','approval':true}],'maxUnavailable':'20%'}";

    private final RolloutStory story = new RolloutStory();

    @AfterEach
    void replaysFromItsJournal() {
        story.assertReplays();
    }

    @Test
    void onlyComparesByDefault() {
        story.fleet(10, 1).run();

        assertThat(story.apply(policy("p", "'config':{'replicas':1}"), "")).isEmpty();

        assertThat(story.report("p").state()).isEqualTo(State.INFORM);
        assertThat(story.report("p").compliance())
                .containsOnly(java.util.Map.entry("non_compliant", 10));
        assertThat(story.pass(Duration.ofDays(1)).writes()).isZero();
    }

    @Test
    void enforcesOnlyWithConsent() {
        story.fleet(3, 1).run();
        story.apply(policy("p", "'config':{'replicas':1}"));

        assertThat(story.apply(enforce("p", 1, STAGES), "")).contains("hash of a plan");

        assertThat(story.report("p").version()).isEqualTo(1);
        assertThat(story.pass(Duration.ofDays(1)).writes()).isZero();
    }

    @Test
    void goesThroughItsStagesAndWaitsForAnApproval() {
        story.fleet(33, 3).run();

        assertThat(story.apply(enforce("p", 1, STAGES))).isEmpty();
        assertThat(story.have("replicas", "1")).isEqualTo(1);
        assertThat(story.at("c01").has("replicas", "1")).isTrue();
        story.pass(Duration.ofMinutes(59));
        assertThat(story.have("replicas", "1")).isEqualTo(1);
        story.pass(Duration.ofMinutes(2 * 60 + 2));
        assertThat(story.have("replicas", "1")).isEqualTo(3);

        story.pass(Duration.ofDays(3));
        assertThat(story.report("p").state()).isEqualTo(State.APPROVAL);
        assertThat(story.have("replicas", "1")).isEqualTo(3);
        assertThat(story.rollouts.due()).isNull();

        assertThat(story.step("p", Step.APPROVE, "canary")).contains("no stage canary");
        assertThat(story.step("p", Step.APPROVE, "prod")).isEmpty();
        assertThat(story.count("p", Progress.PROGRESSING)).isEqualTo(3);
        story.pass(Duration.ofMinutes(55));
        assertThat(story.report("p").state()).isEqualTo(State.SUCCEEDED);
        assertThat(story.have("replicas", "1")).isEqualTo(33);
        assertThat(story.writes()).isEqualTo(33);
    }

    @Test
    void aFailurePausesItUntilSomebodyRetries() {
        story.fleet(10, 3).run();
        story.at("c02").stuck = true;
        story.apply(enforce("p", 1, STAGES));

        story.pass(Duration.ofHours(5));

        assertThat(story.report("p").state()).isEqualTo(State.PAUSED);
        assertThat(story.report("p").reason()).contains("c02");
        assertThat(story.report("p").notes())
                .anySatisfy(
                        note -> {
                            assertThat(note.cluster()).isEqualTo("c02");
                            assertThat(note.progress()).isEqualTo(Progress.TIME_OUT);
                        });
        assertThat(story.have("replicas", "1")).isEqualTo(1);

        story.at("c02").stuck = false;
        story.run();
        assertThat(story.at("c02").has("replicas", "1")).isFalse();
        assertThat(story.step("p", Step.RETRY, "", "c02")).isEmpty();
        story.pass(Duration.ofHours(3));
        assertThat(story.report("p").state()).isEqualTo(State.APPROVAL);
        assertThat(story.have("replicas", "1")).isEqualTo(3);
    }

    @Test
    void aRegistryThatFallsBackBeginsItsSoakAnew() {
        story.fleet(2, 1).run();
        story.apply(enforce("p", 1, STAGES));
        story.pass(Duration.ofMinutes(59));

        story.at("c01").summary = "Degraded";
        story.pass(Duration.ofSeconds(20));
        story.at("c01").summary = "Available";
        story.pass(Duration.ofMinutes(59));
        assertThat(story.count("p", Progress.SUCCEEDED)).isZero();
        story.pass(Duration.ofMinutes(1));
        assertThat(story.count("p", Progress.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void skipsWhatItCannotReachAndCatchesUp() {
        story.fleet(20, 0).run();
        story.at("c07").reachable = false;
        story.at("c08").writable = false;
        story.apply(enforce("p", 1, "{'maxUnavailable':'100%'}"));
        story.pass(Duration.ofHours(2));

        assertThat(story.report("p").state()).isEqualTo(State.SUCCEEDED);
        assertThat(story.count("p", Progress.SKIP)).isEqualTo(2);
        assertThat(story.have("replicas", "1")).isEqualTo(18);

        story.at("c07").reachable = true;
        story.at("c08").writable = true;
        story.pass(Duration.ofMinutes(20));
        assertThat(story.have("replicas", "1")).isEqualTo(20);
    }

    @Test
    void pausesWhenTooManyClustersOfAStageAreOutOfReach() {
        story.fleet(10, 0).run();
        for (var name : java.util.List.of("c01", "c02", "c03")) {
            story.at(name).reachable = false;
        }
        story.apply(enforce("p", 1, "{}"));
        assertThat(story.pass(Duration.ofHours(5)).writes()).isZero();
        assertThat(story.report("p").reason()).contains("3 unreachable", "c01");

        story.at("c03").reachable = true;
        story.pass(Duration.ofHours(5));
        assertThat(story.have("replicas", "1")).isEqualTo(8);
    }

    @Test
    void pausesWhenNoCanaryCanBeReached() {
        story.fleet(20, 1).run();
        story.at("c01").reachable = false;
        story.apply(enforce("p", 1, "{'stages':[" + CANARY + ",{'name':'prod'}]}"));

        assertThat(story.pass(Duration.ofDays(1)).writes()).isZero();
        assertThat(story.report("p").state()).isEqualTo(State.PAUSED);
        assertThat(story.step("p", Step.RESUME, "")).isEmpty();
        assertThat(story.writes()).isPositive();
    }

    @Test
    void keepsItsStagesForClustersThatComeAfterIt() {
        story.run();
        story.apply(enforce("p", 1, STAGES));
        assertThat(story.report("p").state()).isEqualTo(State.SUCCEEDED);

        story.fleet(10, 2).pass(Duration.ofMinutes(30));
        assertThat(story.have("replicas", "1")).isEqualTo(1);
        story.pass(Duration.ofDays(1));
        assertThat(story.report("p").state()).isEqualTo(State.APPROVAL);
        assertThat(story.have("replicas", "1")).isEqualTo(2);
    }

    @Test
    void countsOnWhenAPolicyOfTheNameComesAgain() {
        story.fleet(2, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.apply(enforce("p", 3, "{}"));
        story.delete("p");

        story.apply(enforce("p", 1, "{}"));

        assertThat(story.report("p").version()).isEqualTo(3);
    }

    @Test
    void joiningAndLeavingEndNothing() {
        story.fleet(10, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofMinutes(12));

        story.leave("c01").leave("c03").cluster("c00", "env=edge").pass(Duration.ofHours(2));

        assertThat(story.report("p").state()).isEqualTo(State.SUCCEEDED);
        assertThat(story.have("replicas", "1")).isEqualTo(9);
        story.cluster("c11", "env=edge").pass(Duration.ofMinutes(10));
        assertThat(story.at("c11").has("replicas", "1")).isTrue();
    }

    @Test
    void leavesAValueOfAPersonAloneWithoutPausing() {
        story.fleet(5, 0).run();
        story.at("c02").held = true;
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofHours(1));

        assertThat(story.report("p").state()).isEqualTo(State.SUCCEEDED);
        assertThat(story.at("c02").writes).isZero();
        assertThat(story.report("p").notes()).extracting(note -> note.cluster()).contains("c02");
    }

    @Test
    void ofTwoThatContradictEachOtherNobodyWritesAndBothAreNamed() {
        story.fleet(5, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.apply(enforce("q", 3, "{}"));
        story.pass(Duration.ofDays(1));

        assertThat(story.have("replicas", "1")).isEqualTo(1);
        assertThat(story.have("replicas", "3")).isZero();
        assertThat(story.at("c01").assigned)
                .allMatch(
                        one ->
                                one.source().mode()
                                        == org.registryfleet.fleetpolicy.assignment.AssignedField
                                                .Mode.INFORM);
        assertThat(story.report("q").conflicts())
                .hasSize(5)
                .allSatisfy(conflict -> assertThat(conflict.policies()).containsExactly("p", "q"));

        story.delete("p");
        story.pass(Duration.ofHours(1));
        assertThat(story.have("replicas", "3")).isEqualTo(5);
        assertThat(story.report("q").conflicts()).isEmpty();
    }

    @Test
    void aNewVersionComesStageByStageWhileTheOldOneStays() {
        story.fleet(6, 1).run();
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofHours(1));
        assertThat(story.have("replicas", "1")).isEqualTo(6);

        assertThat(story.apply(enforce("p", 3, STAGES))).isEmpty();
        assertThat(story.have("replicas", "3")).isEqualTo(1);
        story.at("c05").values.put(SpecField.REPLICAS, "9");
        story.run();
        assertThat(story.at("c05").has("replicas", "1")).isTrue();
    }

    @Test
    void ofTwoPeopleTheFirstInTheLogWins() {
        story.fleet(2, 0).run();
        story.apply(enforce("p", 1, "{}"));
        var stale =
                new PolicyFact.Applied(
                        story.now,
                        new PolicyFact.Command("x", "p", "bob", ""),
                        enforce("p", 7, "{}").toString(),
                        0,
                        "confirmed");
        story.journal.add(stale);
        story.changes.add(story.rollouts.apply(stale));

        assertThat(story.changes.getLast())
                .anySatisfy(
                        change ->
                                assertThat(change.toString()).contains("has version 1 now, not 0"));
    }

    @Test
    void undoBringsTheFirstValuesBackWithinTheSameLimits() {
        story.fleet(10, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofHours(1));
        story.apply(enforce("p", 3, "{}"));
        story.pass(Duration.ofMinutes(12));
        story.at("c09").reachable = false;
        story.run();

        assertThat(story.step("p", Step.UNDO, "")).isEmpty();
        story.pass(Duration.ofMinutes(1));

        assertThat(story.report("p").state()).isEqualTo(State.UNDONE);
        assertThat(story.have("replicas", "2")).isEqualTo(9);
        story.at("c09").reachable = true;
        story.pass(Duration.ofMinutes(1));
        assertThat(story.have("replicas", "2")).isEqualTo(10);
        assertThat(story.report("p").state()).isEqualTo(State.UNDONE);
    }

    @Test
    void abortAndPauseStartNothingNew() {
        story.fleet(10, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofMinutes(7));
        assertThat(story.step("p", Step.PAUSE, "")).isEmpty();
        story.pass(Duration.ofDays(1));
        assertThat(story.have("replicas", "1")).isEqualTo(2);

        assertThat(story.step("p", Step.RESUME, "")).isEmpty();
        assertThat(story.have("replicas", "1")).isEqualTo(3);
        assertThat(story.step("p", Step.ABORT, "")).isEmpty();
        story.pass(Duration.ofDays(1));
        assertThat(story.have("replicas", "1")).isEqualTo(3);
        assertThat(story.step("p", Step.RESUME, "")).contains("not paused");
    }

    @Test
    void withdrawingWritesNothing() {
        story.fleet(4, 0).run();
        story.apply(enforce("p", 1, "{}"));
        story.pass(Duration.ofMinutes(7));
        int before = story.writes();

        story.delete("p");
        story.pass(Duration.ofDays(1));

        assertThat(story.writes()).isEqualTo(before);
        assertThat(story.clusters.values()).allMatch(one -> one.assigned.isEmpty());
        assertThat(story.reports).isEmpty();
    }

    @Test
    void startsOnlyWithinItsWindow() {
        story.now = Instant.parse("2026-03-05T10:00:00Z");
        story.fleet(100, 0).run();
        story.apply(
                enforce(
                        "p",
                        1,
                        "{'maxUnavailable':'100%','window':{'schedule':'0 1 * * SAT','duration':'1h','timeZone':'Europe/Berlin'}}"));
        story.pass(Duration.ofHours(37));
        assertThat(story.writes()).isZero();
        assertThat(story.report("p").reason()).contains("window");

        story.pass(Duration.ofHours(5));
        assertThat(story.have("replicas", "1")).isBetween(90L, 100L);
        int written = story.writes();
        story.pass(Duration.ofDays(5));
        assertThat(story.writes()).isEqualTo(written);
    }
}
