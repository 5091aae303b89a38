package org.registryfleet.regfleet;

import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.regfleet.fleet.CommandFailure;
import org.registryfleet.regfleet.orphan.FleetUse;
import org.registryfleet.regfleet.orphan.OrphanFinding;
import org.registryfleet.regfleet.orphan.OrphanReport;
import org.registryfleet.regfleet.orphan.OrphanVerdict;
import org.registryfleet.regfleet.orphan.Removed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Finds buckets that were made here and that no cluster of the fleet uses any more. */
@Command(
        name = "orphans",
        description = {
            "Lists buckets that this fleet made and that no cluster of it uses any more.",
            "Their cluster has left the fleet, or uses other storage. Removes what --remove names."
                    + " It looks with the operator's own credentials, never with a cluster's."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown, and all removed that was to be",
            "1:shown, but a bucket could not be looked at or removed",
            "2:wrong use",
            "3:a removal was refused or not confirmed",
            "4:the log or the provider cannot be reached"
        })
final class OrphansCommand implements Callable<Integer> {

    @ParentCommand private StorageCommand parent = new StorageCommand();
    @Mixin private FleetOptions fleet = new FleetOptions();
    @Mixin private AccountOptions account = new AccountOptions();

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description =
                    "Delete this bucket with all objects and versions in it. Asks for its name;"
                            + " repeatable.")
    private Set<String> remove = new LinkedHashSet<>();

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The name once more, instead of the question; repeatable.")
    private Set<String> confirm = new LinkedHashSet<>();

    @Override
    public Integer call() {
        var around = parent.root().surroundings();
        try (var inventory = account.open(around);
                var records = fleet.records(around)) {
            var report = report(inventory, records.read());
            var root = parent.root();
            var removal = new OrphanRemoval(inventory, records, new ClusterQuestion(fleet, around));
            var removed = new ArrayList<Removed>();
            if (remove.isEmpty()) {
                root.print(report.json(), report::lines);
            } else {
                // people read what they confirm, programs read one document
                root.say(String.join(System.lineSeparator(), report.lines()));
                remove.forEach(name -> removed.add(removeOne(name, report, removal)));
                root.print(OrphanRemoval.json(report, removed), () -> OrphanRemoval.lines(removed));
            }
            return status(report, removed);
        }
    }

    private OrphanReport report(Inventory inventory, FleetUse use) {
        try {
            var survey = inventory.survey();
            var findings = new ArrayList<OrphanFinding>();
            for (var bucket : survey.buckets()) {
                var verdict = use.of(bucket);
                if (!(verdict instanceof OrphanVerdict.Kept)) {
                    findings.add(finding(inventory, bucket, verdict));
                }
            }
            return new OrphanReport(account.word(), findings, survey.troubles(), Instant.now());
        } catch (IOException failure) {
            throw CommandFailure.unreachable(
                    "the buckets of %s cannot be listed: %s"
                            .formatted(account.word(), failure.getMessage()));
        }
    }

    private static OrphanFinding finding(
            Inventory inventory, MarkedBucket bucket, OrphanVerdict verdict) {
        try {
            return new OrphanFinding(bucket, verdict, inventory.usage(bucket), "");
        } catch (IOException failure) {
            return new OrphanFinding(bucket, verdict, null, String.valueOf(failure.getMessage()));
        }
    }

    private Removed removeOne(String name, OrphanReport report, OrphanRemoval removal) {
        var found =
                report.findings().stream()
                        .filter(one -> one.bucket().name().equals(name))
                        .findFirst();
        if (found.isEmpty()) {
            return OrphanRemoval.refused(
                    name, "it is in use, or was not made here: nothing was changed");
        }
        if (!isConfirmed(name)) {
            return OrphanRemoval.refused(
                    name, "not confirmed: type its name when asked, or add --confirm " + name);
        }
        return removal.remove(found.get().bucket());
    }

    private boolean isConfirmed(String name) {
        return confirm.contains(name)
                || parent.root()
                        .surroundings()
                        .confirmation()
                        .read("All objects in %s will be lost. Its name again:".formatted(name))
                        .filter(name::equals)
                        .isPresent();
    }

    private static int status(OrphanReport report, List<Removed> removed) {
        if (removed.stream().anyMatch(one -> one.result() == Removed.Result.REFUSED)) {
            return CommandFailure.REFUSED;
        }
        boolean isIncomplete =
                !report.troubles().isEmpty()
                        || report.findings().stream().anyMatch(one -> one.usage() == null)
                        || removed.stream().anyMatch(one -> one.result() == Removed.Result.FAILED);
        return isIncomplete ? 1 : 0;
    }
}
