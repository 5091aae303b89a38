package org.registryfleet.localfleet.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Registrations;
import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.scenarios.target.ScenarioTargets;
import org.registryfleet.simulated.SimulatedFleet;

/** Gives every scenario a simulated cluster of its own in one fleet that the pipeline looks after. */
public final class PipelineTargets implements ScenarioTargets {

    private final SimulatedFleet fleet;
    private final Path kubeconfigs;
    private final Registrations registrations;
    private final LogTail log;
    private final ScenarioClock clock;

    public PipelineTargets(
            SimulatedFleet fleet,
            Path kubeconfigs,
            Registrations registrations,
            LogTail log,
            ScenarioClock clock) {
        this.fleet = fleet;
        this.kubeconfigs = kubeconfigs;
        this.registrations = registrations;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public ScenarioTarget open(Scenario scenario) {
        var id = scenario.id();
        var cluster = fleet.addCluster(id);
        try {
            Files.writeString(kubeconfigs.resolve(id), cluster.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the kubeconfig of " + id, failure);
        }
        var site =
                new PipelineTarget.Site(
                        id,
                        ApiAccess.plain(URI.create(cluster.baseUrl())),
                        "kubeconfig:" + id,
                        true,
                        cluster::resourceVersion);
        return new PipelineTarget(site, registrations, log.of(id), clock, () -> fleet.removeCluster(id));
    }
}
