package org.registryfleet.localfleet.scenario;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Registrations;
import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.simulated.SimulatedCluster;

/** One cluster of the fleet: the operator of a scenario runs while the cluster is registered. */
final class PipelineTarget implements ScenarioTarget {

    private final SimulatedCluster cluster;
    private final Registrations registrations;
    private final LogTail.Traffic traffic;
    private final ScenarioClock clock;
    private final Runnable removal;

    PipelineTarget(
            SimulatedCluster cluster,
            Registrations registrations,
            LogTail.Traffic traffic,
            ScenarioClock clock,
            Runnable removal) {
        this.cluster = cluster;
        this.registrations = registrations;
        this.traffic = traffic;
        this.clock = clock;
        this.removal = removal;
    }

    @Override
    public ApiAccess cluster() {
        return ApiAccess.plain(URI.create(cluster.baseUrl()));
    }

    @Override
    public void startOperator() {
        registrations.register(
                ClusterRegistration.newBuilder()
                        .setCluster(cluster.id())
                        .setDisplayName(cluster.id())
                        .setEndpoint(cluster.baseUrl())
                        .setCredential("kubeconfig:" + cluster.id())
                        .setMode(OwnershipMode.FULL)
                        .setSimulated(true)
                        .build());
    }

    @Override
    public void stopOperator() {
        registrations.deregister(cluster.id());
        new Quiet(this::activity).await();
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(cluster.id(), duration);
    }

    @Override
    public Instant now() {
        return clock.now(cluster.id());
    }

    @Override
    public Activity activity() {
        return new Activity(
                traffic.unanswered() > 0, traffic.records() + cluster.resourceVersion());
    }

    @Override
    public void close() {
        stopOperator();
        removal.run();
    }
}
