package org.registryfleet.localfleet.faultrun;

import org.jspecify.annotations.Nullable;
import org.registryfleet.localfleet.faultrun.UncertainProducer.PowerCut;
import org.registryfleet.stage.runtime.StageDefinition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A stage as Kafka Streams runs it, at least once: it ends with every exception, and another one
 * goes on from the last commit with the store as its changelog has it.
 */
final class StageProcess {

    private static final int MOST_ENDS = 200;

    /** Ten times the services' {@code commit.interval.ms}. */
    private static final Duration LONGEST_WITHOUT_COMMIT = Duration.ofSeconds(10);

    private final StageDefinition<?> definition;
    private final MemoryLog log;
    private final Mishaps mishaps;
    private final Supplier<Instant> clock;
    private final List<String> ends = new ArrayList<>();
    private final List<Throwable> unexplained = new ArrayList<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private Duration uncommitted = Duration.ZERO;
    private boolean lostWrites;
    private @Nullable StageDriver driver;

    StageProcess(
            StageDefinition<?> definition,
            MemoryLog log,
            Mishaps mishaps,
            Supplier<Instant> clock) {
        this.definition = definition;
        this.log = log;
        this.mishaps = mishaps;
        this.clock = clock;
        definition.inputs().forEach(topic -> committed.put(topic, 0));
        begin();
    }

    String name() {
        return definition.stage().name();
    }

    StageDefinition<?> definition() {
        return definition;
    }

    /** Why it ended, each time. */
    List<String> ends() {
        return ends;
    }

    /** Ends that nothing outside of the stage explains. */
    List<Throwable> unexplained() {
        return unexplained;
    }

    boolean hasBacklog() {
        return positions.entrySet().stream()
                .anyMatch(position -> position.getValue() < log.end(position.getKey()));
    }

    /** Takes the next record of any topic. */
    void takeNext() {
        var topics =
                positions.keySet().stream()
                        .filter(topic -> positions.get(topic) < log.end(topic))
                        .sorted()
                        .toList();
        if (topics.isEmpty()) {
            return;
        }
        var topic = mishaps.one(topics);
        int offset = positions.get(topic);
        if (guarded(() -> running().take(topic, offset, log.lines(topic).get(offset)))) {
            positions.put(topic, offset + 1);
        }
    }

    void ring(Duration passed) {
        uncommitted = uncommitted.plus(passed);
        if (uncommitted.compareTo(LONGEST_WITHOUT_COMMIT) >= 0 && !commit()) {
            return; // the next process begins with the present time
        }
        guarded(() -> running().pass(passed));
    }

    /** Returns false when a send has failed, which ends the process. */
    boolean commit() {
        uncommitted = Duration.ZERO;
        if (!guarded(() -> running().commit())) {
            return false;
        }
        committed.putAll(positions);
        return true;
    }

    /** Ends it, as with kill -9. */
    void kill() {
        ends.add("killed");
        begin();
    }

    /** Whether a write to its changelog failed while later ones may have succeeded. */
    boolean hasLostWrites() {
        return lostWrites;
    }

    private boolean guarded(Runnable work) {
        try {
            work.run();
            return true;
        } catch (PowerCut cut) {
            ends.add("power cut");
        } catch (RuntimeException failure) {
            var injected = running().producer().injected();
            if (injected.isEmpty() || !Causes.areKafkas(failure)) {
                unexplained.add(failure);
            }
            ends.add(failure + " after " + injected);
        }
        if (ends.size() > MOST_ENDS) {
            throw new AssertionError(name() + " ends again and again: " + ends.getLast());
        }
        begin();
        return false;
    }

    private void begin() {
        if (driver != null) {
            driver.producer().end();
            lostWrites |= driver.producer().hasLostWrites();
        }
        positions.putAll(committed);
        driver = new StageDriver(definition, log, mishaps, clock);
    }

    private StageDriver running() {
        if (driver == null) {
            throw new IllegalStateException("not begun");
        }
        return driver;
    }
}
