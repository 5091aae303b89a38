package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.StatusApi;
import org.registryfleet.regfleet.output.StatusText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = {"-w", "--watch"},
            description = "Show, too, what changes from now on, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        var api = fleet.status(root.surroundings());
        var known = new HashMap<String, JsonNode>();
        if (cluster == null) {
            var clusters = api.clusters();
            root.print(clusters, () -> StatusText.table(clusters));
            clusters.forEach(row -> known.put(row.path("id").asText(), row));
        } else {
            var story = api.cluster(cluster);
            root.print(story, () -> StatusText.story(story));
            known.put(cluster, story.path("cluster"));
        }
        if (watch) {
            api.follow(cluster, changes -> tell(api, changes, known));
        }
        return 0;
    }

    private void tell(StatusApi api, JsonNode changes, Map<String, JsonNode> known) {
        if (!changes.path("everything").asBoolean()) {
            changes.path("clusters").forEach(id -> tell(api, id.asText(), known));
        } else if (cluster != null) {
            tell(api, cluster, known);
        } else {
            api.clusters().forEach(row -> tell(row, known));
        }
    }

    private void tell(StatusApi api, String id, Map<String, JsonNode> known) {
        try {
            tell(api.cluster(id).path("cluster"), known);
        } catch (CommandFailure failure) {
            if (failure.exitStatus() != CommandFailure.REFUSED) {
                throw failure;
            }
            if (known.remove(id) != null) {
                root.say(id + " has left the fleet");
            }
        }
    }

    private void tell(JsonNode row, Map<String, JsonNode> known) {
        if (!row.equals(known.put(row.path("id").asText(), row))) {
            root.print(row, () -> List.of(StatusText.change(row)));
        }
    }
}
