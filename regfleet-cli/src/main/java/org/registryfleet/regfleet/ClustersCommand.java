package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.api.ApiResult.Failure;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.fleet.ManagedCluster;
import org.registryfleet.regfleet.output.TextTable;
import org.registryfleet.regfleet.procedure.ProcedureTarget;
import org.registryfleet.schemas.RegistrationCommands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** The clusters of the fleet. */
@Command(
        name = "clusters",
        description = "Takes clusters into the fleet and out of it.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "3:refused",
            "4:the log or the cluster cannot be reached"
        })
final class ClustersCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

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
            name = "add",
            description = "Takes a cluster into the fleet, after a look at its credential.")
    int add(
            @Mixin FleetOptions fleet,
            @Mixin Entry entry,
            @Parameters(paramLabel = "CLUSTER", description = "Its id: a DNS label.")
                    String cluster) {
        if (!RegistrationCommands.isId(cluster)) {
            throw CommandFailure.refused(
                    "\"%s\" is no id: up to 63 small letters, digits and hyphens, with a letter or digit at both ends"
                            .formatted(cluster));
        }
        var credential = entry.credential.isEmpty() ? "kubeconfig:" + cluster : entry.credential;
        try (var book = fleet.book(root.surroundings())) {
            if (book.all().containsKey(cluster)) {
                throw CommandFailure.refused(
                        "the fleet has a cluster %s; remove it first".formatted(cluster));
            }
            if (!entry.isUnchecked) {
                check(cluster, credential, fleet);
            }
            book.put(registration(cluster, credential, entry));
        }
        root.say("%s is in the fleet: regfleet status %s".formatted(cluster, cluster));
        return 0;
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

    private void check(String cluster, String credential, FleetOptions fleet) {
        var folder = fleet.credentials(root.surroundings());
        try (var api = ManagedCluster.of(cluster, credential, folder)) {
            var config = ProcedureTarget.CONFIG;
            var answer = api.ask(config.apiVersion(), config.kind(), "", config.name());
            if (answer instanceof Rejected rejected && rejected.code() == 404) {
                return;
            }
            if (answer instanceof Failure failure) {
                throw CommandFailure.unreachable(
                        failure.message() + "\nOnly the services can reach it? Add --unchecked");
            }
        }
    }

    private static ClusterRegistration registration(
            String cluster, String credential, Entry entry) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setDisplayName(entry.displayName.isEmpty() ? cluster : entry.displayName)
                .setLabels(entry.labels)
                .setCredential(credential)
                .setMode(entry.mode)
                .build();
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

    /** What a registration says besides the id. */
    static final class Entry {

        @Option(
                names = "--credential",
                paramLabel = "REFERENCE",
                defaultValue = "",
                description =
                        "kubeconfig:<file name>, secret:<namespace>/<name> or in-cluster"
                                + " (default: kubeconfig:<id>).")
        private String credential = "";

        @Option(
                names = "--name",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Name for people.")
        private String displayName = "";

        @Option(
                names = "--label",
                paramLabel = "KEY=VALUE",
                description = "Label; may be repeated.")
        private Map<String, String> labels = Map.of();

        @Option(
                names = "--mode",
                defaultValue = "AUTO",
                description =
                        "Who runs the registry: auto, full, assist or observe (default auto: observe"
                                + " where an operator looks after it, else full).")
        private OwnershipMode mode = OwnershipMode.AUTO;

        @Option(names = "--unchecked", description = "Do not look whether the cluster answers.")
        private boolean isUnchecked;
    }
}
