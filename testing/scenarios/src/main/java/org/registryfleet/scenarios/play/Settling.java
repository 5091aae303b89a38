package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.format.Settle;
import org.registryfleet.scenarios.target.ScenarioTarget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Waits until nothing happens any more. What the recording waited is time of the system under test;
 * real time passes only while something happens, plus the short quiet that proves the end of it.
 */
final class Settling {

    /** Longest time without a look at the target, which cannot wake the player. */
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final PlaySettings settings;
    private final ClusterMirror mirror;
    private final ScenarioTarget target;
    private final Actors actors;

    Settling(PlaySettings settings, ClusterMirror mirror, ScenarioTarget target, Actors actors) {
        this.settings = settings;
        this.mirror = mirror;
        this.target = target;
        this.actors = actors;
    }

    /** Lets a step take its effect. */
    void afterStep(Settle settle, boolean isMarked) {
        if (settle.none()) {
            return;
        }
        awaitQuiet(settings.quiet());
        var passed = isMarked ? settings.beforeStage() : settings.afterStep();
        passed = longer(longer(passed, settle.quiet()), settle.min());
        pass(passed);
        var until = settle.until();
        var longest = settle.max() == null ? passed : settle.max();
        while (until != null && !isMet(until) && passed.compareTo(longest) < 0) {
            pass(settings.slice());
            passed = passed.plus(settings.slice());
        }
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other != null && other.compareTo(one) > 0 ? other : one;
    }

    private void pass(Duration time) {
        for (var left = time; left.isPositive(); left = left.minus(settings.slice())) {
            var slice = left.compareTo(settings.slice()) < 0 ? left : settings.slice();
            target.advance(slice);
            awaitQuiet(settings.quiet());
        }
    }

    private boolean isMet(Settle.Until until) {
        var object = mirror.find(until.ref());
        if (until.path() == null || object.isEmpty()) {
            return object.isPresent() != until.absent();
        }
        JsonNode value = object.get();
        for (var key : until.path().split("\\.", -1)) {
            value = value.path(key);
        }
        if (until.absent()) {
            return value.isMissingNode();
        }
        return until.equal() == null
                ? !value.isMissingNode()
                : value.asText().equals(until.equal().asText());
    }

    /** True when it has become quiet within the limit. */
    boolean awaitQuiet(Duration quiet) {
        return awaitQuiet(quiet, settings.limit());
    }

    private boolean awaitQuiet(Duration quiet, Duration limit) {
        var clock = new QuietClock();
        while (!clock.isQuietFor(quiet)) {
            if (clock.isPast(limit)) {
                return false;
            }
            clock.look();
        }
        return true;
    }

    /**
     * Compares until nothing differs and stays so, or until the state is final all the same.
     *
     * @return the remaining differences
     */
    List<String> awaitSame(Supplier<List<String>> differences) {
        var clock = new QuietClock();
        while (true) {
            var isQuiet = awaitQuiet(settings.quiet(), clock.left());
            var found = differences.get();
            if (found.isEmpty() && isQuiet) {
                isQuiet = awaitQuiet(settings.hold(), clock.left());
                found = differences.get();
                if (found.isEmpty()) {
                    return found;
                }
            }
            clock.look();
            if (clock.isPast(settings.limit())) {
                return isQuiet ? found : withRestlessness(found);
            }
            if (clock.isQuietFor(settings.giveUp())) {
                return found;
            }
        }
    }

    private List<String> withRestlessness(List<String> found) {
        var problems = new ArrayList<>(found);
        var work = target.activity().work();
        problems.add(
                "still busy or writing after %d s: %s"
                        .formatted(
                                settings.limit().toSeconds(),
                                work.isEmpty() ? "objects keep changing" : work));
        return problems;
    }

    /** Knows since when nothing has happened. */
    private final class QuietClock {

        private final long start = System.nanoTime();
        private long lastActivity = start;
        private long changes = mirror.changes();
        private ScenarioTarget.Activity activity = target.activity();

        private void look() {
            var atMost = settings.quiet().compareTo(GLANCE) < 0 ? settings.quiet() : GLANCE;
            mirror.awaitChange(changes, atMost);
            var nowChanges = mirror.changes();
            var nowActivity = target.activity();
            if (nowChanges != changes
                    || nowActivity.busy()
                    || nowActivity.marker() != activity.marker()
                    || actors.isBusy()) {
                lastActivity = System.nanoTime();
            }
            changes = nowChanges;
            activity = nowActivity;
        }

        private boolean isQuietFor(Duration time) {
            return System.nanoTime() - lastActivity >= time.toNanos();
        }

        private Duration left() {
            return settings.limit().minusNanos(System.nanoTime() - start);
        }

        private boolean isPast(Duration time) {
            return System.nanoTime() - start >= time.toNanos();
        }
    }
}
