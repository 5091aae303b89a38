package org.registryfleet.localfleet.real;

import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.scenarios.target.ScenarioTargets;

import java.util.Optional;
import java.util.function.BiFunction;

/** Gives every scenario the same cluster, emptied; so only one can be played at a time. */
public final class RealTargets implements ScenarioTargets, AutoCloseable {

    private final RealCluster cluster;
    private final ClusterReset reset;
    private final BiFunction<Scenario, RealCluster, ScenarioTarget> looksAfter;

    /**
     * @param looksAfter lets the control plane look after the cluster in the name of a scenario
     * @throws UnfitClusterException when the cluster lacks a kind
     */
    public RealTargets(
            RealCluster cluster,
            boolean deletesEverything,
            BiFunction<Scenario, RealCluster, ScenarioTarget> looksAfter) {
        this.cluster = cluster;
        this.reset = new ClusterReset(new TargetApiServer(cluster.access()), deletesEverything);
        this.looksAfter = looksAfter;
        reset.requireKinds();
    }

    @Override
    public ScenarioTarget open(Scenario scenario) {
        reset.prepare(scenario);
        return looksAfter.apply(scenario, cluster);
    }

    @Override
    public Optional<String> reasonAgainst(Scenario scenario) {
        return reset.reasonAgainst(scenario);
    }

    @Override
    public void close() {
        reset.leave();
    }
}
