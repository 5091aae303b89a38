package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.ClusterMirror;
import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.Scenario;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The actors of a scenario at work: each sees every change, one change at a time. */
final class Actors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Actors.class);

    private final ExecutorService lane =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("actors").factory());
    private final AtomicInteger pending = new AtomicInteger();
    private final OwnerCollector collector;
    private final List<EnvironmentActor> actors = new ArrayList<>();
    private final ClusterMirror mirror;

    Actors(Set<Scenario.Actor> wanted, TargetApiServer api, ClusterMirror mirror) {
        this.mirror = mirror;
        this.collector = new OwnerCollector(api, mirror);
        for (var actor : wanted) {
            actors.add(
                    switch (actor) {
                        case GC -> collector;
                        case SERVICE_CA -> new ServiceCaActor(api, mirror);
                    });
        }
        mirror.listen(this::offer);
    }

    /** Work that has not been done yet. */
    boolean isBusy() {
        return pending.get() > 0;
    }

    void holdGc() {
        collector.hold();
    }

    void releaseGc() {
        collector.release();
        mirror.all().forEach(this::offer);
    }

    private void offer(ObjectNode object) {
        if (lane.isShutdown() || actors.stream().noneMatch(actor -> actor.concerns(object))) {
            return;
        }
        pending.incrementAndGet();
        lane.execute(
                () -> {
                    try {
                        actors.forEach(actor -> act(actor, object));
                    } finally {
                        pending.decrementAndGet();
                    }
                });
    }

    /** An actor that fails shows as a difference of the state; the others go on. */
    private static void act(EnvironmentActor actor, ObjectNode object) {
        try {
            if (actor.concerns(object)) {
                actor.act(object);
            }
        } catch (RuntimeException failed) {
            LOG.warn("an actor of the environment failed", failed);
        }
    }

    @Override
    public void close() {
        lane.shutdownNow();
    }
}
