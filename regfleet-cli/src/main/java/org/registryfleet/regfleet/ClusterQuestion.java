package org.registryfleet.regfleet;

import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.orphan.ClusterUse;
import org.registryfleet.regfleet.procedure.ProcedureTarget;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.function.UnaryOperator;

/** Asks a cluster itself what it uses, where the log does not tell. */
record ClusterQuestion(FleetOptions fleet, CliEnvironment around)
        implements UnaryOperator<ClusterUse> {

    private static final ObjectRef INFRASTRUCTURE =
            ObjectRef.clusterScoped("config.openshift.io/v1", "Infrastructure", "cluster");

    /** As it was, when the cluster does not answer. */
    @Override
    public ClusterUse apply(ClusterUse cluster) {
        try (var api = fleet.reach(cluster.cluster(), around)) {
            var config = api.get(ProcedureTarget.CONFIG);
            var infrastructure = api.get(INFRASTRUCTURE).at("/status/infrastructureName");
            return cluster.answered(
                    infrastructure.asText(""),
                    List.of(config.at("/spec/storage"), config.at("/status/storage")));
        } catch (CommandFailure _) {
            return cluster;
        }
    }
}
