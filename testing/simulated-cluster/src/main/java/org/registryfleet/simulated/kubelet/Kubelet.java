package org.registryfleet.simulated.kubelet;

import org.registryfleet.simulated.operation.Identity;
import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.Subscription;
import org.registryfleet.simulated.store.VersionedStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The actors of one cluster, which see its events one at a time. Nothing runs while nothing
 * happens.
 */
public final class Kubelet implements AutoCloseable, Later {
    private final ActorQueue lane = new ActorQueue();
    private final List<Actor> actors = new ArrayList<>();
    private final KubeletSettings settings;
    private final ScheduledExecutorService timer;
    private final Subscription subscription;

    /** What the kubelet works on. */
    public record Workplace(
            String clusterId,
            ResourceCatalog catalog,
            VersionedStore store,
            ResourceOperations operations,
            Identity identity) {}

    /** Starts the actors that the settings name; they see everything that is there. */
    public Kubelet(Workplace workplace, KubeletSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
        var objects =
                new KubeletObjects(workplace.catalog(), workplace.store(), workplace.operations());
        for (var feature : KubeletFeature.values()) {
            if (settings.features().contains(feature)) {
                actors.add(actor(feature, objects, workplace));
            }
        }
        this.subscription =
                actors.isEmpty() ? () -> {} : workplace.store().subscribeToAll(this::note);
    }

    /** Whether all events have been seen; things that are to happen later do not count. */
    public boolean isIdle() {
        return lane.isIdle();
    }

    /** Keeps objects that are being deleted. */
    public void holdGarbage() {
        garbage(true);
    }

    /** Lets objects go that are being deleted. */
    public void releaseGarbage() {
        garbage(false);
    }

    /** Keeps the pods of new rollouts from becoming ready. */
    public void holdRollouts() {
        rollouts(true);
    }

    /** Lets the pods of rollouts become ready. */
    public void releaseRollouts() {
        rollouts(false);
    }

    @Override
    public void afterRollout(Runnable task) {
        after(settings.rolloutDelay(), task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (delay.isPositive()) {
            var _ = timer.schedule(() -> lane.run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            lane.run(task);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void note(StoreEvent event) {
        lane.run(() -> actors.forEach(actor -> actor.see(event)));
    }

    private Actor actor(KubeletFeature feature, KubeletObjects objects, Workplace workplace) {
        Time time = workplace.identity()::now;
        return switch (feature) {
            case CLAIMS -> new ClaimBinder(objects);
            case ROLLOUTS -> new DeploymentRollout(objects, this, time);
            case DAEMON_SETS -> new DaemonCount(objects, this);
            case ROUTES -> new SimulatedRouter(objects, domain(workplace.clusterId()), time);
            case SERVICE_CA -> new SimulatedServiceCa(objects);
            case GARBAGE -> new SimulatedGarbageCollector(objects);
        };
    }

    private String domain(String clusterId) {
        return settings.routerDomain().isEmpty()
                ? "apps." + clusterId + ".example.com"
                : settings.routerDomain();
    }

    private void garbage(boolean hold) {
        lane.run(
                () ->
                        actors.forEach(
                                actor -> {
                                    if (actor instanceof SimulatedGarbageCollector collector) {
                                        collector.hold(hold);
                                    }
                                }));
    }

    private void rollouts(boolean hold) {
        lane.run(
                () ->
                        actors.forEach(
                                actor -> {
                                    if (actor instanceof DeploymentRollout rollout) {
                                        rollout.hold(hold);
                                        rollout.lookAgain();
                                    }
                                }));
    }
}
