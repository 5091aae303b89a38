package org.registryfleet.localfleet.scenario;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.target.ScenarioTarget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.LongSupplier;

/** One cluster of the fleet: the operator of a scenario runs while the cluster is registered. */
final class PipelineTarget implements ScenarioTarget {

    /**
     * The cluster of a scenario.
     *
     * @param credential reference of its kubeconfig
     * @param version grows with every change, where one can know
     */
    record Site(
            String id,
            ApiAccess access,
            String credential,
            boolean isSimulated,
            LongSupplier version) {}

    private final Site site;
    private final ControlPlane plane;
    private final LogTail.Traffic traffic;
    private final Runnable removal;

    PipelineTarget(Site site, ControlPlane plane, Runnable removal) {
        this.site = site;
        this.plane = plane;
        this.traffic = plane.log().of(site.id());
        this.removal = removal;
    }

    @Override
    public ApiAccess cluster() {
        return site.access();
    }

    @Override
    public void startOperator() {
        traffic.expectSession(true);
        plane.registrations()
                .register(
                        ClusterRegistration.newBuilder()
                                .setCluster(site.id())
                                .setDisplayName(site.id())
                                .setEndpoint(site.access().base().toString())
                                .setCredential(site.credential())
                                .setMode(OwnershipMode.FULL)
                                .setSimulated(site.isSimulated())
                                .build());
    }

    @Override
    public void stopOperator() {
        traffic.expectSession(false);
        plane.registrations().deregister(site.id());
        new Quiet(site.id(), this::activity).await();
    }

    @Override
    public void advance(Duration duration) {
        plane.clock().advance(site.id(), duration);
    }

    @Override
    public Instant now() {
        return plane.clock().now(site.id());
    }

    @Override
    public Activity activity() {
        return new Activity(work(), traffic.records() + site.version().getAsLong());
    }

    private String work() {
        var work = new ArrayList<String>();
        if (traffic.awaitsSession()) {
            work.add("no watch session has listed the cluster yet");
        }
        traffic.unanswered().forEach(action -> work.add("no outcome of " + action));
        plane.progress().behind(traffic.places()).ifPresent(work::add);
        return String.join("; ", work);
    }

    @Override
    public void close() {
        try {
            stopOperator();
        } finally {
            removal.run();
        }
    }
}
