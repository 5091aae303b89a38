package org.registryfleet.inventory.service;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.events.Cause;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.hubsources.SourceReader;
import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryChange;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.service.kafka.FleetFollower;
import org.registryfleet.inventory.service.kafka.InventoryPublisher;
import org.registryfleet.inventory.service.kafka.Journal;
import org.registryfleet.inventory.stream.InventoryEventCodec;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The inventory without Spring. All decisions follow from the journal: sources and fleet become
 * facts there, and only what comes back from it changes anything. So a restart folds the same facts
 * again, and a second instance would do nothing else than the first.
 */
public final class RunningInventory implements PartLifecycle.Part {
    private static final Logger LOG = LoggerFactory.getLogger(RunningInventory.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TICK_PAUSE = Duration.ofSeconds(1);

    /**
     * What an inventory is made of.
     *
     * @param connections of the hubs; not closed
     * @param changes told of every change, on the journal's thread
     */
    public record Options(
            KafkaAccess kafka,
            ClusterConnections connections,
            Digester digester,
            List<SourceConfiguration> sources,
            InstantSource clock,
            Consumer<InventoryChange> changes) {

        public Options {
            sources = List.copyOf(sources);
        }
    }

    private final Options options;
    private final Events events = Events.singleObject();
    private final FleetInventory inventory = new FleetInventory();
    private final FleetFollower fleet = new FleetFollower(events);
    private final Journal journal;
    private final InventoryPublisher publisher;
    private final TopicReader journalReader;
    private final TopicReader fleetReader;
    private final Map<String, SourceReader> readers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("inventory").unstarted(this::run);
    private volatile long folded = -1;
    private volatile boolean lost;
    private volatile boolean started;
    private Instant ticked = Instant.EPOCH;

    private RunningInventory(Options options) {
        this.options = options;
        this.journal = new Journal(options.kafka(), () -> lost = true);
        this.publisher = new InventoryPublisher(options.kafka(), fleet);
        this.journalReader =
                new TopicReader(
                        "inventory journal",
                        options.kafka(),
                        List.of(Topics.INVENTORY_EVENTS),
                        this::fold);
        this.fleetReader =
                new TopicReader(
                        "inventory fleet", options.kafka(), FleetFollower.TOPICS, fleet::accept);
    }

    /** Starts to fold the journal, then to read the sources. The topics must exist. */
    public static RunningInventory start(Options options) {
        var running = new RunningInventory(options);
        running.journalReader.start();
        running.fleetReader.start();
        running.thread.start();
        return running;
    }

    /** Whether the journal was folded and the sources are being read. */
    public boolean isStarted() {
        return started;
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
        return thread.isAlive() ? "" : "the inventory's thread has ended";
    }

    @Override
    public void close() {
        closed.countDown();
        readers.values().forEach(SourceReader::close);
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
            var event = events.decode(record.value(), InventoryEvent.class);
            RecordKeyCheck.require(record.key(), event);
            var fact = InventoryEventCodec.decode(event);
            var cause = new Cause(record.topic(), record.partition(), record.offset());
            synchronized (inventory) {
                if (fact instanceof InventoryFact.Left(_, var cluster)) {
                    publisher.forget(cluster);
                }
                for (var change : inventory.apply(fact)) {
                    publisher.take(change, cause, fact.at());
                    options.changes().accept(change);
                }
            }
        } finally {
            folded = Math.max(folded, record.offset());
        }
    }

    private void run() {
        try {
            if (await(() -> journalReader.hasCaughtUp() && fleetReader.hasCaughtUp())) {
                begin();
            }
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                step();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("the inventory ends", bug);
        }
    }

    private void begin() throws InterruptedException {
        synchronized (inventory) {
            configure();
        }
        tellNews();
        var end = journal.flush();
        if (!await(() -> folded >= end)) {
            return;
        }
        publisher.release(now());
        for (var source : options.sources()) {
            var name = source.settings().name();
            var reader =
                    new SourceReader(
                            source,
                            options.digester(),
                            options.clock(),
                            found(name),
                            journal::append);
            readers.put(name, reader);
            reader.start(
                    () -> options.connections().hub(source.settings().hub()),
                    options.connections().threads());
        }
        started = true;
    }

    private void configure() {
        var known = inventory.sources();
        for (var source : options.sources()) {
            var settings = source.settings();
            if (!settings.equals(known.remove(settings.name()))) {
                journal.append(new InventoryFact.Configured(now(), settings));
            }
        }
        known.keySet().forEach(name -> journal.append(new InventoryFact.Retired(now(), name)));
    }

    private Map<String, org.registryfleet.inventory.source.FoundCluster> found(String source) {
        synchronized (inventory) {
            return inventory.found(source);
        }
    }

    private void step() throws InterruptedException {
        tellNews();
        tick();
        publisher.uphold(now());
        if (lost) {
            lost = false;
            var end = journal.flush();
            if (await(() -> folded >= end)) {
                readers.forEach((name, reader) -> reader.restart(found(name)));
            }
        }
        if (publisher.hasFailed()) {
            publisher.release(now());
        }
    }

    private void tellNews() {
        List<InventoryFact> facts;
        synchronized (inventory) {
            facts = fleet.news(inventory, now());
        }
        facts.forEach(journal::append);
    }

    private void tick() {
        Instant due;
        synchronized (inventory) {
            due = inventory.due();
        }
        var now = now();
        if (due != null && !due.isAfter(now) && !ticked.plus(TICK_PAUSE).isAfter(now)) {
            ticked = now;
            journal.append(new InventoryFact.Tick(now));
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
