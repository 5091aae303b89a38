package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.hubsources.SourceListing;
import org.registryfleet.inventory.decision.InventoryChange.SourceReport;
import org.registryfleet.inventory.decision.InventoryChange.SourceState;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.inventory.ImportPlan;
import org.registryfleet.regfleet.inventory.ImportPlan.Change;
import org.registryfleet.regfleet.inventory.SourcesFile;
import org.registryfleet.regfleet.output.Counted;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What other sources would change. */
@Command(
        name = "plan",
        description = {
            "Shows which clusters would come, change or leave with the sources of a file.",
            "It lists the file's hubs, compares with the log and writes nothing. The default hub"
                    + " is read by --kubeconfig, else by the file's own reference; the references"
                    + " of further hubs point to the same folder."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "1:a source cannot be read",
            "2:wrong use",
            "3:refused: the file is wrong",
            "4:the log cannot be reached"
        })
final class InventoryPlanCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParentCommand private InventoryCommand inventory = new InventoryCommand();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description =
                    "YAML with sources: settings of the service inventory, values of its chart, or"
                            + " \"sources\" and \"hubs\" alone.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var root = inventory.root();
        var sources = SourcesFile.read(root.surroundings().folder().resolve(file));
        if (fleet.isDirect()) {
            sources = sources.withHub(fleet.kubeconfigReference());
        }
        var plan = new ImportPlan();
        fleet.inventory(root.surroundings()).fold(plan::happened);
        suppose(plan, sources);
        root.print(json(plan), () -> lines(plan));
        return plan.sources().stream().anyMatch(InventoryPlanCommand::isUnreadable) ? 1 : 0;
    }

    private void suppose(ImportPlan plan, SourcesFile file) {
        var surroundings = inventory.root().surroundings();
        var folder =
                fleet.isDirect()
                        ? fleet.kubeconfigFolder(surroundings)
                        : fleet.credentials(surroundings);
        var settings =
                ConnectionSettings.of("regfleet", folder).withHub(file.hub()).withHubs(file.hubs());
        plan.configure(file.sources(), Instant.now());
        try (var hubs = new ClusterConnections(settings)) {
            var listing = new SourceListing(hubs, unkeyed(), InstantSource.system(), LIMIT);
            for (var source : file.sources()) {
                var known = plan.inventory().found(source.settings().name());
                listing.of(source, known).forEach(plan::suppose);
                // whatever is gone is judged after this time, and all of it together
                var settled = Instant.now().plus(source.settings().settle()).plusSeconds(1);
                plan.suppose(new InventoryFact.Tick(settled));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused("interrupted");
        }
    }

    /** Digests are not compared, so their key does not matter. */
    private static Digester unkeyed() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Digester.of(key);
    }

    private static boolean isUnreadable(SourceReport source) {
        return source.state() == SourceState.UNREADABLE;
    }

    private static List<String> lines(ImportPlan plan) {
        var lines = new ArrayList<String>();
        var changes = plan.changes();
        if (!changes.isEmpty()) {
            var table = new TextTable("", "CLUSTER", "SOURCE", "OBJECT", "WHAT");
            for (var change : changes) {
                table.row(
                        kind(change),
                        change.cluster(),
                        change.source(),
                        change.ref(),
                        change.what());
            }
            lines.addAll(table.lines());
        }
        for (var source : plan.sources()) {
            if (!source.reason().isEmpty()) {
                lines.add(
                        "source %s would be %s: %s"
                                .formatted(
                                        source.settings().name(),
                                        source.state().name().toLowerCase(Locale.ROOT),
                                        source.reason()));
            }
        }
        lines.add(summary(plan, changes));
        return lines;
    }

    private static String summary(ImportPlan plan, List<Change> changes) {
        return "%s would come, %d change, %d leave, %d stay as they are; %s cannot be taken in. Nothing was written."
                .formatted(
                        Counted.of(count(changes, ImportPlan.Kind.COMES), "cluster"),
                        count(changes, ImportPlan.Kind.CHANGES),
                        count(changes, ImportPlan.Kind.LEAVES),
                        plan.unchanged(),
                        Counted.of(count(changes, ImportPlan.Kind.PROBLEM), "object"));
    }

    private static int count(List<Change> changes, ImportPlan.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static String kind(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(ImportPlan plan) {
        var json = JsonNodeFactory.instance.objectNode();
        var sources = json.putArray("sources");
        for (var source : plan.sources()) {
            sources.addObject()
                    .put("source", source.settings().name())
                    .put("state", source.state().name())
                    .put("reason", source.reason());
        }
        var changes = json.putArray("changes");
        for (var change : plan.changes()) {
            changes.addObject()
                    .put("kind", change.kind().name())
                    .put("cluster", change.cluster())
                    .put("source", change.source())
                    .put("ref", change.ref())
                    .put("what", change.what());
        }
        return json.put("unchanged", plan.unchanged());
    }
}
