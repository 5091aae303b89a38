package org.registryfleet.fleetpolicy.service;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.events.Cause;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.fleetpolicy.rollout.FleetRollouts;
import org.registryfleet.fleetpolicy.rollout.PolicyChange;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.service.kafka.AssignmentPublisher;
import org.registryfleet.fleetpolicy.service.kafka.FleetTargets;
import org.registryfleet.fleetpolicy.service.kafka.PolicyJournal;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stageservice.PartLifecycle;
import org.registryfleet.stageservice.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The policies without Spring. All decisions follow from one queue: what the fleet's topics say
 * becomes a fact there, and only what comes back from it changes anything. So a restart folds the
 * same facts again, and a second instance would do nothing else than the first.
 */
public final class RunningFleetPolicy implements PartLifecycle.Part {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFleetPolicy.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TICK_PAUSE = Duration.ofSeconds(1);

    /** The topics it reads or writes. */
    static final List<String> TOPICS =
            Stream.concat(FleetTargets.TOPICS.stream(), Stream.of(Topics.POLICY_EVENTS)).toList();

    /**
     * What it is made of.
     *
     * @param changes told of every change, on the queue's thread
     */
    public record Options(KafkaAccess kafka, InstantSource clock, Consumer<PolicyChange> changes) {}

    private final Options options;
    private final Events events = Events.singleObject();
    private final FleetRollouts rollouts = new FleetRollouts();
    private final FleetTargets fleet = new FleetTargets(events);
    private final PolicyJournal journal;
    private final AssignmentPublisher publisher;
    private final TopicReader journalReader;
    private final TopicReader fleetReader;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("fleet-policy").unstarted(this::run);
    private volatile long folded = -1;
    private volatile boolean lost;
    private Instant ticked = Instant.EPOCH;

    private RunningFleetPolicy(Options options) {
        this.options = options;
        this.journal = new PolicyJournal(options.kafka(), () -> lost = true);
        this.publisher = new AssignmentPublisher(options.kafka());
        this.journalReader =
                new TopicReader(
                        "policy queue", options.kafka(), List.of(Topics.POLICY_EVENTS), this::fold);
        this.fleetReader =
                new TopicReader(
                        "policy fleet", options.kafka(), FleetTargets.TOPICS, fleet::accept);
    }

    /** Starts to fold the queue, then to tell it of the fleet. The topics must exist. */
    public static RunningFleetPolicy start(Options options) {
        var running = new RunningFleetPolicy(options);
        running.journalReader.start();
        running.fleetReader.start();
        running.thread.start();
        return running;
    }

    /** What cannot go on without a restart; empty when everything runs. */
    @Override
    public String dead() {
        if (closed.getCount() == 0) {
            return "";
        }
        for (var reader : List.of(journalReader, fleetReader)) {
            if (reader.isDead()) {
                return reader.name() + " does not read any more";
            }
        }
        return thread.isAlive() ? "" : "the policies' thread has ended";
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journalReader.stop();
        fleetReader.stop();
        journal.close();
        publisher.close();
    }

    private void fold(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                return;
            }
            var event = events.decode(record.value(), PolicyEvent.class);
            RecordKeyCheck.require(record.key(), event);
            var fact = PolicyEventCodec.decode(event);
            var cause = new Cause(record.topic(), record.partition(), record.offset());
            synchronized (rollouts) {
                for (var change : rollouts.apply(fact)) {
                    publisher.take(change, cause, fact.at());
                    options.changes().accept(change);
                }
            }
            if (fact instanceof PolicyFact.Seen(_, var cluster, var target)) {
                fleet.told(cluster, target);
            } else if (fact instanceof PolicyFact.Left(_, var cluster)) {
                fleet.told(cluster, null);
            }
        } finally {
            folded = Math.max(folded, record.offset());
        }
    }

    private void run() {
        try {
            if (await(() -> journalReader.hasCaughtUp() && fleetReader.hasCaughtUp())) {
                publisher.release(fleet, now());
            }
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                step();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("the policies end", bug);
        }
    }

    private void step() throws InterruptedException {
        if (isNeeded()) {
            fleet.news(now()).forEach(journal::append);
        }
        tick();
        if (lost) {
            lost = false;
            var end = journal.flush();
            if (await(() -> folded >= end)) {
                tellAgain();
            }
        }
        if (publisher.hasFailed()) {
            publisher.release(fleet, now());
        }
    }

    private boolean isNeeded() {
        synchronized (rollouts) {
            return rollouts.isNeeded();
        }
    }

    /** What was lost is not known, so everything is compared with what the queue has. */
    private void tellAgain() {
        synchronized (rollouts) {
            for (var cluster : fleet.clusters()) {
                fleet.told(cluster, rollouts.target(cluster));
            }
        }
    }

    private void tick() {
        Instant due;
        synchronized (rollouts) {
            due = rollouts.due();
        }
        var now = now();
        if (due != null && !due.isAfter(now) && !ticked.plus(TICK_PAUSE).isAfter(now)) {
            ticked = now;
            journal.append(new PolicyFact.Tick(now));
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(options.clock().millis());
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (closed.await(STEP.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
