package org.registryfleet.scenarios.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.compare.ObservedState;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A copy of a cluster's objects that follows it by watches and knows which changes are the runner's
 * own. Everything that exists when it starts belongs to the environment.
 */
public final class ClusterMirror implements AutoCloseable {

    private final Chronicle chronicle = new Chronicle();
    private final List<Consumer<ObjectNode>> listeners = new CopyOnWriteArrayList<>();
    private final List<KindWatch> watches = new ArrayList<>();

    public ClusterMirror(TargetApiServer api) {
        for (var kind : ScenarioKinds.all()) {
            var watch =
                    new KindWatch(
                            api,
                            kind,
                            chronicle,
                            object -> listeners.forEach(l -> l.accept(object)));
            if (watch.listEnvironment()) {
                watches.add(watch);
            }
        }
        watches.forEach(KindWatch::start);
    }

    /** Calls the listener with every object that appears or changes, in the thread of a watch. */
    public void listen(Consumer<ObjectNode> listener) {
        listeners.add(listener);
    }

    /** The answer of a write that the runner has made. */
    public void own(JsonNode answered) {
        chronicle.own(answered);
    }

    /** The runner is about to delete the object. */
    public void ownDeletion(ScenarioObjectRef ref) {
        chronicle.ownDeletion(ref);
    }

    public Optional<ObjectNode> find(ScenarioObjectRef ref) {
        return chronicle.find(ref);
    }

    public List<ObjectNode> all() {
        return chronicle.all();
    }

    public ObservedState observed() {
        return chronicle.observed();
    }

    /** Grows with every change that is seen. */
    public long changes() {
        return chronicle.changes();
    }

    /** Returns when something has changed since, at the latest after that time. */
    public void awaitChange(long since, Duration atMost) {
        try {
            chronicle.awaitChange(since, atMost.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a change", stopped);
        }
    }

    @Override
    public void close() {
        watches.forEach(KindWatch::stop);
    }
}
