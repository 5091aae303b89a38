package org.registryfleet.localfleet.closedloop;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** One cluster and the four stages, without Kafka, network and clock. */
public final class ClosedLoop {

    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");
    private static final int MOST_ROUNDS = 300;
    private static final Duration HORIZON = Duration.ofHours(3);

    private final SmallCluster api;
    private final List<Worker<?>> workers;
    private final Map<String, SpecificRecord> results;
    private final List<Runnable> missed = new ArrayList<>();
    private boolean isLost;
    private Instant now;
    private int published;

    private ClosedLoop(
            SmallCluster api,
            List<Worker<?>> workers,
            Map<String, SpecificRecord> results,
            Instant now) {
        this.api = api;
        this.workers = workers;
        this.results = results;
        this.now = now;
        api.listen(
                (ref, object) -> {
                    Runnable news = () -> workers.forEach(worker -> worker.changed(ref, object));
                    if (isLost) {
                        missed.add(news);
                    } else {
                        news.run();
                    }
                });
    }

    /** The four stages. */
    public static List<StageDefinition<?>> definitions() {
        return List.of(
                PlatformDefinition.create(),
                StorageDefinition.create(OpenStackStorage.CLAIM),
                RegistryDefinition.create(IMAGES),
                StatusDefinition.create(IMAGES.release()));
    }

    /** The stages at the beginning of their work on this cluster. */
    static ClosedLoop begin(SmallCluster api) {
        return begin(api, Registration.Ownership.FULL);
    }

    /** The same, for a cluster that is registered in this mode. */
    static ClosedLoop begin(SmallCluster api, Registration.Ownership mode) {
        var workers =
                definitions().stream()
                        .<Worker<?>>map(definition -> new Worker<>(definition, mode))
                        .toList();
        var loop =
                new ClosedLoop(
                        api, workers, new HashMap<>(), Instant.parse("2026-01-01T00:00:00Z"));
        workers.forEach(worker -> worker.restart(api, true, Map.of()));
        return loop;
    }

    /** The same at rest. */
    ClosedLoop fork() {
        return new ClosedLoop(
                api.copy(),
                workers.stream().<Worker<?>>map(Worker::copy).toList(),
                new HashMap<>(results),
                now);
    }

    SmallCluster api() {
        return api;
    }

    Instant now() {
        return now;
    }

    /** Lets so much time pass; nobody decides unless something happens or is due. */
    void pass(Duration time, Random random) {
        var end = now.plus(time);
        workUntilIdle(random);
        for (var due = wakeAt(); due.isPresent() && !due.get().isAfter(end); due = wakeAt()) {
            awake(due.get());
            workUntilIdle(random);
        }
        now = end;
    }

    /** The link to the cluster is down: what happens in it is not seen. */
    void loseContact() {
        isLost = true;
        contact(Connectivity.State.LOST);
    }

    /** The link is back, and the watches go on where they were. */
    void regainContact() {
        isLost = false;
        contact(Connectivity.State.CONNECTED);
        missed.forEach(Runnable::run);
        missed.clear();
    }

    private void contact(Connectivity.State state) {
        var contact = new Connectivity(state, now, "no route to host");
        workers.forEach(worker -> worker.contact(contact));
    }

    /** How many results the stages have published. */
    int published() {
        return published;
    }

    /** How many writes its cluster was asked for. */
    int asked() {
        return api.requests().size();
    }

    Worker<?> worker(int index) {
        return workers.get(index);
    }

    int workers() {
        return workers.size();
    }

    Map<String, SpecificRecord> results() {
        return results;
    }

    void decide(Worker<?> worker) {
        var record = worker.decide(now);
        if (record != null) {
            published++;
            results.put(worker.resultTopic(), record);
            workers.forEach(other -> other.resulted(worker.resultTopic(), record));
        }
    }

    /** A bit of work of one stage, in any order and with every mishap. */
    void stumble(Random random) {
        var worker = workers.get(random.nextInt(workers.size()));
        switch (random.nextInt(12)) {
            case 0 -> worker.hearAgain(now);
            case 1 -> worker.restart(api, random.nextBoolean(), results);
            case 2 -> now = now.plusSeconds(random.nextInt(40));
            case 3, 4, 5 -> worker.act(api, fate(random), now);
            case 6, 7, 8 -> worker.hear(random, now);
            default -> {
                worker.hearAll(random, now);
                decide(worker);
            }
        }
    }

    private static Worker.Fate fate(Random random) {
        int die = random.nextInt(10);
        return die < Worker.Fate.values().length ? Worker.Fate.values()[die] : Worker.Fate.DONE;
    }

    /** Works until nothing happens any more, however long that takes in the cluster's time. */
    void settle(Random random) {
        var last = now.plus(HORIZON);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            work(random);
            if (workers.stream().allMatch(Worker::isIdle)) {
                var wakeAt = wakeAt();
                if (wakeAt.isEmpty() || wakeAt.get().isAfter(last)) {
                    return;
                }
                awake(wakeAt.get());
            }
        }
        throw new AssertionError("does not come to rest: " + describe());
    }

    private void awake(Instant due) {
        now = due.isAfter(now) ? due : now;
        workers.forEach(this::decide);
    }

    private void workUntilIdle(Random random) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (workers.stream().allMatch(Worker::isIdle)) {
                return;
            }
            work(random);
        }
        throw new AssertionError("does not come to rest: " + describe());
    }

    private void work(Random random) {
        for (var worker : workers) {
            if (!worker.isIdle()) {
                worker.hearAll(random, now);
                decide(worker);
                while (worker.hasActions()) {
                    worker.act(api, Worker.Fate.DONE, now);
                }
            }
        }
    }

    private Optional<Instant> wakeAt() {
        return workers.stream()
                .map(Worker::wakeAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private String describe() {
        var lines = new ArrayList<String>();
        workers.forEach(w -> lines.add(w.name() + " " + w.rule() + " wakes " + w.wakeAt()));
        var writes = api.writes();
        writes.subList(Math.max(0, writes.size() - 8), writes.size())
                .forEach(write -> lines.add(write.toString()));
        return String.join("\n", lines);
    }
}
