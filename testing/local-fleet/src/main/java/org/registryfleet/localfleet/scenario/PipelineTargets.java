package org.registryfleet.localfleet.scenario;

import org.registryfleet.scenarios.cluster.ApiAccess;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.scenarios.target.ScenarioTargets;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives every scenario a simulated cluster of its own in one fleet that the pipeline looks after.
 */
final class PipelineTargets implements ScenarioTargets {

    private final SimulatedFleet fleet;
    private final SimulatedCloud cloud;
    private final Path kubeconfigs;
    private final ControlPlane plane;

    PipelineTargets(
            SimulatedFleet fleet, SimulatedCloud cloud, Path kubeconfigs, ControlPlane plane) {
        this.fleet = fleet;
        this.cloud = cloud;
        this.kubeconfigs = kubeconfigs;
        this.plane = plane;
    }

    @Override
    public ScenarioTarget open(Scenario scenario) {
        var id = scenario.id();
        var cluster = fleet.addCluster(id);
        var clouds = scenario.environment().clouds();
        if (clouds != null) {
            ScenarioClouds.open(cloud.space(id), clouds);
        }
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
        return new PipelineTarget(site, plane, () -> remove(id));
    }

    private void remove(String id) {
        fleet.removeCluster(id);
        cloud.forget(id);
    }
}
