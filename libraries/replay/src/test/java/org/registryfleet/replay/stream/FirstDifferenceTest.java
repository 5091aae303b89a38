package org.registryfleet.replay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.Action;
import org.registryfleet.schemas.GoldenEvents;

class FirstDifferenceTest {

    private final Action recorded = GoldenEvents.event(Action.class, "create-secret");

    @Test
    void namesAFieldOfTheRecord() {
        var decided = Action.newBuilder(recorded).setAttempt(2).build();

        assertThat(FirstDifference.between(recorded, decided))
                .isEqualTo(new FirstDifference("/attempt", "1", "2"));
    }

    @Test
    void goesOnInsideAFieldThatHoldsJson() {
        var body = recorded.getBody().replace("openshift-image-registry", "elsewhere");
        var decided = Action.newBuilder(recorded).setBody(body).build();

        assertThat(FirstDifference.between(recorded, decided))
                .isEqualTo(
                        new FirstDifference(
                                "/body/metadata/namespace",
                                "\"openshift-image-registry\"",
                                "\"elsewhere\""));
    }

    @Test
    void showsASideThatHasNothing() {
        var decided = Action.newBuilder(recorded).setSubstitutions(java.util.List.of()).build();

        var difference = FirstDifference.between(recorded, decided);

        assertThat(difference.path()).isEqualTo("/substitutions/0");
        assertThat(difference.right()).isEmpty();
    }

    @Test
    void endsLongValuesWithAnEllipsis() {
        assertThat(FirstDifference.shortened("x".repeat(500))).hasSize(201).endsWith("…");
        assertThat(FirstDifference.shortened("short")).isEqualTo("short");
    }
}
