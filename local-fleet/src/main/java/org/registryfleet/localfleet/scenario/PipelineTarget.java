package org.registryfleet.localfleet.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Registrations;
import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.target.ScenarioTarget;

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
    private final Registrations registrations;
    private final LogTail.Traffic traffic;
    private final ScenarioClock clock;
    private final Runnable removal;

    PipelineTarget(
            Site site,
            Registrations registrations,
            LogTail.Traffic traffic,
            ScenarioClock clock,
            Runnable removal) {
        this.site = site;
        this.registrations = registrations;
        this.traffic = traffic;
        this.clock = clock;
        this.removal = removal;
    }

    @Override
    public ApiAccess cluster() {
        return site.access();
    }

    @Override
    public void startOperator() {
        registrations.register(
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
        registrations.deregister(site.id());
        new Quiet(this::activity).await();
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(site.id(), duration);
    }

    @Override
    public Instant now() {
        return clock.now(site.id());
    }

    @Override
    public Activity activity() {
        return new Activity(
                traffic.unanswered() > 0, traffic.records() + site.version().getAsLong());
    }

    @Override
    public void close() {
        stopOperator();
        removal.run();
    }
}
