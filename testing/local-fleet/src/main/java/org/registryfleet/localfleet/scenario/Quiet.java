package org.registryfleet.localfleet.scenario;

import org.registryfleet.scenarios.target.ScenarioTarget.Activity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits until nothing has happened for a moment. Limits count looks, not seconds: a machine that is
 * busy looks less often. Where something is under way and nothing moves, or it never ends, the
 * error says what it is.
 */
final class Quiet {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int CALM_LOOKS = 5;
    private static final int LOOKS_WITHOUT_PROGRESS = 2_400;
    private static final int MOST_LOOKS = 12_000;

    private final String name;
    private final Supplier<Activity> activity;
    private final Runnable pause;

    Quiet(String name, Supplier<Activity> activity) {
        this(name, activity, Quiet::pause);
    }

    Quiet(String name, Supplier<Activity> activity, Runnable pause) {
        this.name = name;
        this.activity = activity;
        this.pause = pause;
    }

    /**
     * Returns after a calm moment.
     *
     * @throws IllegalStateException what is under way when nothing moves for long, or all the time
     */
    void await() {
        var last = activity.get();
        int unchanged = 0;
        int calm = 0;
        for (int look = 0; look < MOST_LOOKS && calm < CALM_LOOKS; look++) {
            pause.run();
            var now = activity.get();
            boolean moved = !now.equals(last);
            unchanged = moved ? 0 : unchanged + 1;
            calm = moved || now.busy() ? 0 : calm + 1;
            last = now;
            if (unchanged >= LOOKS_WITHOUT_PROGRESS) {
                throw new IllegalStateException(
                        "%s is busy, but nothing has moved in the last %d looks: %s"
                                .formatted(name, unchanged, last.work()));
            }
        }
        if (calm < CALM_LOOKS) {
            throw new IllegalStateException(
                    "%s does not come to rest in %d looks: %s"
                            .formatted(
                                    name,
                                    MOST_LOOKS,
                                    last.busy() ? last.work() : "records keep coming"));
        }
    }

    private static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
