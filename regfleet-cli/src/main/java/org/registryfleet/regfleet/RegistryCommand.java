package org.registryfleet.regfleet;

import org.registryfleet.regfleet.procedure.ManagementProcedure;
import org.registryfleet.regfleet.procedure.ManagementProcedure.Wish;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Changes whether a registry is looked after, left alone or taken away. */
@Command(
        name = "registry",
        description = "Changes whether a cluster's registry is deployed and looked after.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:written by the fleet, or nothing to write",
            "2:wrong use",
            "3:refused, or not confirmed",
            "4:the cluster or the log cannot be reached, or the fleet has not answered"
        })
final class RegistryCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

    @Command(name = "manage", description = "Deploys the registry and looks after it.")
    int manage(
            @Mixin FleetOptions fleet,
            @Mixin ProposalOptions proposal,
            @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
                    String cluster) {
        return change(Wish.MANAGE, fleet, proposal, cluster);
    }

    @Command(
            name = "remove",
            description = "Takes the registry away; shows what becomes of the images, and asks.")
    int remove(
            @Mixin FleetOptions fleet,
            @Mixin ProposalOptions proposal,
            @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
                    String cluster) {
        return change(Wish.REMOVE, fleet, proposal, cluster);
    }

    @Command(name = "unmanage", description = "Leaves the registry as it is.")
    int unmanage(
            @Mixin FleetOptions fleet,
            @Mixin ProposalOptions proposal,
            @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
                    String cluster) {
        return change(Wish.UNMANAGE, fleet, proposal, cluster);
    }

    private int change(Wish wish, FleetOptions fleet, ProposalOptions proposal, String cluster) {
        try (var api = fleet.reach(cluster, root.surroundings())) {
            var proposed = ManagementProcedure.propose(cluster, StorageCommand.state(api), wish);
            return proposal.carryOut(proposed, cluster, root, fleet);
        }
    }
}
