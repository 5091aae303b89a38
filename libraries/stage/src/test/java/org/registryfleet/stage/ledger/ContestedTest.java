package org.registryfleet.stage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.ledger.Contested.Stand;
import org.registryfleet.stage.view.Observed;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** How often a field is written that does not stay as it was written. */
class ContestedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String IMAGE = "/spec/template/spec/containers/0/image";
    private static final String WANTED =
            "{spec: {replicas: 1, template: {spec: {containers: [{name: r, image: ours:1, env: []}]}}}}";
    private static final String OTHER = WANTED.replace("ours:1", "ours:2");
    private static final String MIRRORED = WANTED.replace("ours:1", "mirror/ours:1");

    private final Arena arena = new Arena();

    @Test
    void whatAnAdmissionRewritesIsWrittenFiveTimesInTheFirstMinuteThenOnceAnHour() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);

        arena.pass(MINUTE);
        assertThat(arena.writes()).hasSizeBetween(2, 5);
        int begun = arena.writes().size();
        arena.pass(HOUR.multipliedBy(10));
        assertThat(arena.writes()).hasSize(begun + 10);

        assertThat(arena.ledger().contested())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.field()).isEqualTo(IMAGE);
                            assertThat(one.stand()).isEqualTo(Stand.REWRITTEN);
                            assertThat(one.wanted()).isEqualTo("\"ours:1\"");
                            assertThat(one.found()).isEqualTo("\"mirror/ours:1\"");
                            assertThat(one.manager()).isEqualTo(Observed.FLEET);
                        });
    }

    @Test
    void anHourOfContestAsksForOneDecisionAndTheRestForNone() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);
        arena.pass(HOUR);
        int before = arena.decisions();

        arena.pass(HOUR.multipliedBy(24));

        // for each attempt: the timer, the decision after the answer, and the one that rests
        assertThat(arena.decisions() - before).isLessThanOrEqualTo(3 * 24 + 3);
    }

    @Test
    void anotherWantedValueIsWrittenAtOnce() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);
        arena.pass(HOUR);
        int before = arena.writes().size();

        arena.wants(OTHER);

        assertThat(arena.writes()).hasSize(before + 1);
    }

    @Test
    void anotherFoundValueOrManagerIsTriedAtOnceAndThenSeldomAgain() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);
        arena.pass(HOUR);
        int before = arena.writes().size();

        arena.edit("kubectl-edit", MIRRORED.replace("mirror/ours:1", "by-hand:1"));
        assertThat(arena.writes()).hasSize(before + 1);
        arena.edit("argocd-controller", "{spec: {replicas: 1}}");
        arena.pass(MINUTE);

        assertThat(arena.writes().size()).isLessThanOrEqualTo(before + 2);
    }

    @Test
    void aStatusChangeIsNoReasonToTryAgain() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);
        arena.pass(HOUR);
        int before = arena.writes().size();
        var ledger = arena.ledger();

        for (int i = 0; i < 50; i++) {
            arena.edit("", "{status: {observedGeneration: " + i + "}}");
        }

        assertThat(arena.writes()).hasSize(before);
        assertThat(arena.ledger()).as("not a step to be recorded").isSameAs(ledger);
    }

    @Test
    void aValueThatIsAnotherOneEveryTimeIsWrittenSeldomToo() {
        arena.holds(WANTED).wants(WANTED);

        for (int second = 0; second < 2 * 3600; second += 10) {
            arena.edit("autoscaler", "{spec: {replicas: " + (second + 2) + "}}");
            arena.pass(Duration.ofSeconds(10));
        }

        assertThat(arena.writesWithin(HOUR)).isLessThanOrEqualTo(3);
        assertThat(arena.writes().size()).isLessThanOrEqualTo(5 + 9);
    }

    @Test
    void theContestEndsWhenTheAdmissionDoes() {
        arena.admits(image("mirror/ours:1")).holds(MIRRORED).wants(WANTED);
        arena.pass(HOUR);

        arena.admits(UnaryOperator.identity());
        arena.pass(HOUR.plus(MINUTE));

        assertThat(arena.at(IMAGE).asText()).isEqualTo("ours:1");
        assertThat(arena.ledger().contested()).isEmpty();
        arena.pass(HOUR);
        assertThat(arena.ledger().contests()).isEqualTo(Contests.NONE);
    }

    @Test
    void whatSomebodyChangesBackFiveTimesIsContested() {
        arena.holds(WANTED).wants(WANTED);

        for (int i = 0; i < 20; i++) {
            arena.edit("other", "{spec: {replicas: 3}}");
            arena.pass(Duration.ofSeconds(5));
        }

        assertThat(arena.writes()).hasSize(5);
        assertThat(arena.ledger().contested())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.field()).isEqualTo("/spec/replicas");
                            assertThat(one.stand()).isEqualTo(Stand.CHANGED_BACK);
                            assertThat(one.manager()).isEqualTo("other");
                        });
        arena.pass(HOUR);
        assertThat(arena.writes()).hasSize(6);
        assertThat(arena.at("/spec/replicas").asInt()).isEqualTo(1);
        arena.pass(Duration.ofMinutes(10));
        assertThat(arena.ledger().contested()).as("it has stayed for ten minutes").isEmpty();
    }

    @Test
    void fiveEditsInAnHourAreNoContest() {
        arena.holds(WANTED).wants(WANTED);

        for (int i = 0; i < 12; i++) {
            arena.edit("other", "{spec: {replicas: 3}}");
            arena.pass(Duration.ofMinutes(5));
        }

        assertThat(arena.writes()).hasSize(12);
        assertThat(arena.ledger().contested()).isEmpty();
    }

    @Test
    void otherFieldsOfTheObjectAreWrittenAsUsual() {
        arena.holds(WANTED).wants(WANTED);
        for (int i = 0; i < 6; i++) {
            arena.edit("other", "{spec: {replicas: 3}}");
        }
        assertThat(arena.writes()).hasSize(5);

        arena.wants(OTHER);

        assertThat(arena.writes()).hasSize(6);
        var patch = (Change.Patch) arena.writes().getLast();
        assertThat(patch.body().at("/spec/replicas").isMissingNode()).isTrue();
        assertThat(arena.at(IMAGE).asText()).isEqualTo("ours:2");
        assertThat(arena.at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void aFieldThatTheServerDropsIsLeftOutUntilTheServerIsAnotherOne() {
        var wanted = "{spec: {minAvailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow}}";
        UnaryOperator<ObjectNode> drop =
                object -> {
                    ((ObjectNode) object.path("spec")).remove("unhealthyPodEvictionPolicy");
                    return object;
                };
        arena.runsVersion("4.12.1").admits(drop).wants(wanted);

        arena.pass(HOUR.multipliedBy(48));
        assertThat(arena.writes()).as("the creation").hasSize(1);
        assertThat(arena.ledger().contested())
                .singleElement()
                .satisfies(one -> assertThat(one.stand()).isEqualTo(Stand.DROPPED));

        arena.admits(UnaryOperator.identity()).runsVersion("4.13.0");
        assertThat(arena.at("/spec/unhealthyPodEvictionPolicy").asText()).isEqualTo("AlwaysAllow");
        assertThat(arena.ledger().contested()).isEmpty();
    }

    @Test
    void aDroppedFieldGoesAlongWithTheNextWriteOfItsObject() {
        UnaryOperator<ObjectNode> drop =
                object -> {
                    ((ObjectNode) object.path("spec")).remove("policy");
                    return object;
                };
        arena.admits(drop).wants("{spec: {a: 1, policy: x}}");
        assertThat(arena.ledger().contested()).hasSize(1);

        arena.admits(UnaryOperator.identity()).wants("{spec: {a: 2, policy: x}}");

        assertThat(arena.writes()).hasSize(2);
        assertThat(arena.at("/spec/policy").asText()).isEqualTo("x");
        assertThat(arena.ledger().contested()).isEmpty();
    }

    @Test
    void limitsThatAWebhookAddsAreContestedThoughNoAnswerLacksAnything() {
        UnaryOperator<ObjectNode> limit =
                object -> {
                    ((ObjectNode) object.at("/spec/template/spec/containers/0"))
                            .set("resources", Arena.yaml("{limits: {cpu: 100m}}"));
                    return object;
                };
        arena.admits(limit).answersSayNothing().holds(MIRRORED).wants(WANTED);

        arena.pass(MINUTE);
        assertThat(arena.writes()).as("the image, then five times the limits").hasSize(1 + 5);
        arena.pass(HOUR.multipliedBy(3));
        assertThat(arena.writes()).hasSize(1 + 5 + 3);
        assertThat(arena.ledger().contested())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.field())
                                        .isEqualTo("/spec/template/spec/containers/0/resources"));
    }

    @Test
    void aDeletedObjectComesBackAtOnceAndMoreSlowlyFromTheTwentiethTimeOn() {
        arena.wants(WANTED);
        arena.pass(HOUR);
        for (int i = 1; i < 20; i++) {
            arena.delete();
            assertThat(arena.writes()).hasSize(1 + i);
        }

        arena.delete();
        assertThat(arena.writes()).hasSize(20);
        arena.pass(MINUTE);
        assertThat(arena.writes()).hasSize(21);
        assertThat(arena.ledger().contested()).isEmpty();
    }

    private static UnaryOperator<ObjectNode> image(String value) {
        return object -> {
            ((ObjectNode) object.at("/spec/template/spec/containers/0")).put("image", value);
            return object;
        };
    }
}
