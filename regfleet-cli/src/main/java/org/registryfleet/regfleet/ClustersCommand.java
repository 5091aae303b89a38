package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.util.Collection;
import java.util.Locale;

/** The clusters of the fleet. */
@Command(
        name = "clusters",
        description = "Takes clusters into the fleet and out of it.",
        subcommands = {ClustersAddCommand.class, ClustersCheckCommand.class},
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "3:refused",
            "4:the log or the cluster cannot be reached"
        })
final class ClustersCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

    Regfleet root() {
        return root;
    }

    @Command(name = "list", description = "Lists the registrations.")
    int list(@Mixin FleetOptions fleet) {
        try (var book = fleet.book(root.surroundings())) {
            var all = book.all().values();
            var json = JsonNodeFactory.instance.arrayNode();
            all.forEach(registration -> json.add(json(registration)));
            root.print(json, () -> table(all).lines());
            return 0;
        }
    }

    @Command(
            name = "remove",
            description = "Takes a cluster out of the fleet. Nothing in the cluster changes.")
    int remove(
            @Mixin FleetOptions fleet,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster) {
        try (var book = fleet.book(root.surroundings())) {
            FleetOptions.registered(cluster, book.all());
            book.remove(cluster);
        }
        root.say("%s is out of the fleet; nothing in the cluster was changed".formatted(cluster));
        return 0;
    }

    @Command(name = "pause", description = "Only watches a cluster from now on.")
    int pause(
            @Mixin FleetOptions fleet,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster) {
        return paused(cluster, true, fleet);
    }

    @Command(name = "resume", description = "Ends a pause.")
    int resume(
            @Mixin FleetOptions fleet,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster) {
        return paused(cluster, false, fleet);
    }

    private int paused(String cluster, boolean value, FleetOptions fleet) {
        try (var book = fleet.book(root.surroundings())) {
            var registration = FleetOptions.registered(cluster, book.all());
            book.put(ClusterRegistration.newBuilder(registration).setPaused(value).build());
        }
        root.say(
                value
                        ? cluster + " is paused: it is watched, nothing is written"
                        : cluster + " is looked after again");
        return 0;
    }

    private static TextTable table(Collection<ClusterRegistration> all) {
        var table = new TextTable("CLUSTER", "NAME", "MODE", "PAUSED", "CREDENTIAL", "LABELS");
        for (var one : all) {
            table.row(
                    one.getCluster(),
                    one.getDisplayName(),
                    one.getMode().name().toLowerCase(Locale.ROOT),
                    one.getPaused() ? "yes" : "no",
                    one.getCredential(),
                    String.join(
                            ",",
                            one.getLabels().entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .sorted()
                                    .toList()));
        }
        return table;
    }

    private static ObjectNode json(ClusterRegistration one) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("cluster", one.getCluster())
                .put("displayName", one.getDisplayName())
                .put("endpoint", one.getEndpoint())
                .put("credential", one.getCredential())
                .put("mode", one.getMode().name())
                .put("paused", one.getPaused())
                .put("simulated", one.getSimulated());
        var labels = json.putObject("labels");
        one.getLabels().forEach(labels::put);
        return json;
    }
}
