package org.registryfleet.localfleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.target.ScenarioTarget.Activity;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

class QuietTest {

    private static final int LONG = 10_000;

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void waitsAsLongAsSomethingMovesHoweverLongItTakes() {
        var quiet = quiet(look -> new Activity(look < LONG ? "a rollout" : "", look / 100));

        quiet.await();

        assertThat(looks.get()).isGreaterThan(LONG);
    }

    @Test
    void returnsSoonWhenNothingHappens() {
        quiet(_ -> new Activity("", 7)).await();

        assertThat(looks.get()).isLessThan(10);
    }

    @Test
    void isNotCalmWhileRecordsComeWithNothingUnderWay() {
        quiet(look -> new Activity("", Math.min(look, 50))).await();

        assertThat(looks.get()).isGreaterThan(50);
    }

    @Test
    void saysWhatStandsStill() {
        assertThatIllegalStateException()
                .isThrownBy(() -> quiet(_ -> new Activity("no outcome of storage", 7)).await())
                .withMessageContainingAll("c1", "nothing has moved", "no outcome of storage");
    }

    @Test
    void saysWhatNeverEnds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> quiet(look -> new Activity("a loop", look)).await())
                .withMessageContainingAll("c1", "does not come to rest", "a loop");
        assertThatIllegalStateException()
                .isThrownBy(() -> quiet(look -> new Activity("", look)).await())
                .withMessageContaining("records keep coming");
    }

    private Quiet quiet(IntFunction<Activity> activity) {
        return new Quiet("c1", () -> activity.apply(looks.getAndIncrement()), () -> {});
    }
}
