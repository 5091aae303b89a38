package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.inventory.decision.FleetInventory;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.decision.SourceObject;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.output.Counted;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The clusters that are imported from hubs. */
@Command(
        name = "inventory",
        subcommands = InventoryPlanCommand.class,
        description = "Shows where clusters are imported from, and decides what only people can.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "2:wrong use", "3:refused", "4:the log cannot be reached"})
final class InventoryCommand {

    @ParentCommand private Regfleet root = Regfleet.unset();

    @Command(
            name = "sources",
            description = "Lists the sources with what became of their clusters.")
    int sources(@Mixin FleetOptions fleet) {
        var reports = read(fleet).reports();
        var json = JsonNodeFactory.instance.arrayNode();
        reports.forEach(report -> json.add(json(report)));
        root.print(json, () -> sourceTable(reports).lines());
        return 0;
    }

    @Command(name = "list", description = "Lists what the sources hold.")
    int list(
            @Mixin FleetOptions fleet,
            @Option(
                            names = "--source",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "Only of this source.")
                    String source,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "",
                            description =
                                    "Only in this state: admitted, probing, leaving, duplicate, rejected, taken or forgotten.")
                    String state) {
        var inventory = read(fleet);
        if (!source.isEmpty()) {
            known(inventory, source);
        }
        var found =
                inventory.objects().stream()
                        .filter(one -> source.isEmpty() || one.source().equals(source))
                        .filter(one -> state.isEmpty() || one.state().equalsIgnoreCase(state))
                        .toList();
        var json = JsonNodeFactory.instance.arrayNode();
        found.forEach(one -> json.add(json(one)));
        root.print(json, () -> table(found).lines());
        return 0;
    }

    @Command(
            name = "explain",
            description = "Says which objects a cluster comes from and why it is where it is.")
    int explain(
            @Mixin FleetOptions fleet,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster) {
        var objects =
                read(fleet).objects().stream()
                        .filter(one -> one.cluster().equals(cluster))
                        .toList();
        if (objects.isEmpty()) {
            throw CommandFailure.refused(
                    "no source describes a cluster \"%s\": regfleet inventory list"
                            .formatted(cluster));
        }
        var json = JsonNodeFactory.instance.arrayNode();
        objects.forEach(one -> json.add(json(one)));
        root.print(json, () -> objects.stream().flatMap(one -> explained(one).stream()).toList());
        return 0;
    }

    @Command(
            name = "confirm",
            description = "Lets the clusters leave that have gone from a suspect source.")
    int confirm(
            @Mixin FleetOptions fleet,
            @Mixin Signature signature,
            @Parameters(paramLabel = "SOURCE", description = "Its name.") String source,
            @Option(
                            names = "--gone",
                            required = true,
                            paramLabel = "N",
                            description = "How many have gone, as 'inventory sources' says.")
                    int gone) {
        var report = known(read(fleet), source);
        if (report.counts().gone() != gone) {
            throw CommandFailure.refused(
                    "%s gone from %s, not %d; nothing was confirmed"
                            .formatted(have(report.counts().gone()), source, gone));
        }
        write(fleet, new InventoryFact.Confirmed(now(), source, gone, who(), signature.reason));
        root.say(
                "%s to leave after %s without a return"
                        .formatted(Counted.of(gone, "cluster"), report.settings().guard().grace()));
        return 0;
    }

    @Command(
            name = "adopt",
            description = {
                "Links a cluster to the object of a source that has its name.",
                "The cluster was registered by hand, or forgotten."
            })
    int adopt(
            @Mixin FleetOptions fleet,
            @Mixin Signature signature,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "NAME",
                            description = "The source.")
                    String source) {
        var inventory = read(fleet);
        known(inventory, source);
        write(fleet, new InventoryFact.Adopted(now(), cluster, source, who(), signature.reason));
        root.say(
                "%s follows %s: regfleet inventory explain %s".formatted(cluster, source, cluster));
        return 0;
    }

    @Command(
            name = "forget",
            description = {
                "Takes an imported cluster out of the fleet although its source has it.",
                "Nothing in the cluster changes."
            })
    int forget(
            @Mixin FleetOptions fleet,
            @Mixin Signature signature,
            @Parameters(paramLabel = "CLUSTER", description = "Its id.") String cluster) {
        var isImported =
                read(fleet).objects().stream()
                        .anyMatch(
                                one ->
                                        one.cluster().equals(cluster)
                                                && List.of("ADMITTED", "PROBING", "LEAVING")
                                                        .contains(one.state()));
        if (!isImported) {
            throw CommandFailure.refused(
                    "no cluster \"%s\" was imported: regfleet inventory list".formatted(cluster));
        }
        write(fleet, new InventoryFact.Forgotten(now(), cluster, who(), signature.reason));
        root.say(cluster + " leaves the fleet; nothing in the cluster was changed");
        return 0;
    }

    Regfleet root() {
        return root;
    }

    private static String have(int clusters) {
        return Counted.of(clusters, "cluster") + (clusters == 1 ? " has" : " have");
    }

    private FleetInventory read(FleetOptions fleet) {
        return fleet.inventory(root.surroundings()).read();
    }

    private void write(FleetOptions fleet, InventoryFact command) {
        fleet.inventory(root.surroundings()).write(command);
    }

    private String who() {
        return root.surroundings().environment().getOrDefault("USER", "regfleet");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static SourceReport known(FleetInventory inventory, String source) {
        var reports = inventory.reports();
        return reports.stream()
                .filter(report -> report.settings().name().equals(source))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.refused(
                                        "no source is called \"%s\"; there are %s"
                                                .formatted(
                                                        source,
                                                        reports.stream()
                                                                .map(one -> one.settings().name())
                                                                .toList())));
    }

    private static TextTable sourceTable(List<SourceReport> reports) {
        var table =
                new TextTable(
                        "SOURCE",
                        "TYPE",
                        "STATE",
                        "FOUND",
                        "ADMITTED",
                        "PROBING",
                        "DUPLICATE",
                        "REJECTED",
                        "LEAVING",
                        "GONE",
                        "REASON");
        for (var report : reports) {
            var counts = report.counts();
            table.row(
                    report.settings().name(),
                    report.settings().type(),
                    report.state().name().toLowerCase(Locale.ROOT),
                    "" + counts.found(),
                    "" + counts.admitted(),
                    "" + counts.probing(),
                    "" + counts.duplicate(),
                    "" + counts.rejected(),
                    "" + counts.leaving(),
                    "" + counts.gone(),
                    report.reason());
        }
        return table;
    }

    private static TextTable table(List<SourceObject> objects) {
        var table = new TextTable("SOURCE", "OBJECT", "CLUSTER", "STATE", "REASON");
        for (var one : objects) {
            table.row(one.source(), one.ref(), one.cluster(), state(one), one.reason());
        }
        return table;
    }

    private static String state(SourceObject one) {
        return one.state().toLowerCase(Locale.ROOT) + (one.gone() ? ", gone" : "");
    }

    private static List<String> explained(SourceObject one) {
        var endpoint = one.found().endpoint();
        var expires = endpoint.expiresAt();
        return List.of(
                "%s of source %s: %s%s"
                        .formatted(
                                one.ref(),
                                one.source(),
                                state(one),
                                one.reason().isEmpty() ? "" : ", " + one.reason()),
                "  address     " + endpoint.server(),
                "  credential  %s, %s%s"
                        .formatted(
                                endpoint.credential(),
                                endpoint.authentication(),
                                expires == null ? "" : ", ends " + expires),
                "  labels      " + new java.util.TreeMap<>(one.found().labels()));
    }

    private static ObjectNode json(SourceReport report) {
        var counts = report.counts();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("source", report.settings().name())
                        .put("type", report.settings().type())
                        .put("state", report.state().name())
                        .put("reason", report.reason())
                        .put("found", counts.found())
                        .put("admitted", counts.admitted())
                        .put("probing", counts.probing())
                        .put("duplicate", counts.duplicate())
                        .put("rejected", counts.rejected())
                        .put("leaving", counts.leaving())
                        .put("gone", counts.gone());
        var problems = json.putArray("problems");
        report.problems()
                .forEach(
                        problem ->
                                problems.addObject()
                                        .put("ref", problem.ref())
                                        .put("cluster", problem.cluster())
                                        .put("reason", problem.reason()));
        return json;
    }

    private static ObjectNode json(SourceObject one) {
        var endpoint = one.found().endpoint();
        var expires = endpoint.expiresAt();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("source", one.source())
                        .put("ref", one.ref())
                        .put("cluster", one.cluster())
                        .put("state", one.state())
                        .put("gone", one.gone())
                        .put("reason", one.reason())
                        .put("server", endpoint.server())
                        .put("credential", endpoint.credential())
                        .put("authentication", endpoint.authentication())
                        .put("expiresAt", expires == null ? null : expires.toString());
        var labels = json.putObject("labels");
        one.found().labels().forEach(labels::put);
        return json;
    }

    /** What a decision of a person says besides. */
    static final class Signature {

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why; it stands in the log.")
        private String reason = "";
    }
}
