package org.registryfleet.regfleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.regfleet.output.StatusText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.util.concurrent.Callable;

/** Shows the fleet, or one cluster with the reasons why it is as it is. */
@Command(
        name = "status",
        description = {
            "Shows the registries of the fleet, or of one cluster.",
            "Of one cluster it also shows the conditions and the chain of reasons."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "2:wrong use",
            "3:no such cluster",
            "4:the status-reporter does not answer"
        })
final class StatusCommand implements Callable<Integer> {

    @ParentCommand private Regfleet root = Regfleet.unset();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "Id of a cluster.")
    private @Nullable String cluster;

    @Override
    public Integer call() {
        var api = fleet.status(root.surroundings());
        if (cluster == null) {
            var clusters = api.clusters();
            root.print(clusters, () -> StatusText.table(clusters));
        } else {
            var story = api.cluster(cluster);
            root.print(story, () -> StatusText.story(story));
        }
        return 0;
    }
}
