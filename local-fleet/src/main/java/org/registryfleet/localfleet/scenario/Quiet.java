package org.registryfleet.localfleet.scenario;

import org.registryfleet.scenarios.target.ScenarioTarget.Activity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits until nothing has happened for a moment. */
final class Quiet {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int CALM_LOOKS = 5;
    private static final int MOST_LOOKS = 400;

    private final Supplier<Activity> activity;

    Quiet(Supplier<Activity> activity) {
        this.activity = activity;
    }

    void await() {
        var last = activity.get();
        int calm = 0;
        for (int look = 0; look < MOST_LOOKS && calm < CALM_LOOKS; look++) {
            pause();
            var now = activity.get();
            calm = now.busy() || now.marker() != last.marker() ? 0 : calm + 1;
            last = now;
        }
    }

    private static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
