package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.regfleet.fleet.FleetRecords;
import org.registryfleet.regfleet.orphan.OrphanReport;
import org.registryfleet.regfleet.orphan.OrphanVerdict;
import org.registryfleet.regfleet.orphan.Removed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Removes an orphan after the log was read once more: its cluster may have come back. */
record OrphanRemoval(Inventory inventory, FleetRecords records, ClusterQuestion question) {

    Removed remove(MarkedBucket bucket) {
        var use = records.read().asking(question);
        if (!use.unread().isEmpty()) {
            return refused(
                    bucket.name(),
                    "nobody knows which bucket these clusters use: %s; wait until they were read, or take them out of the fleet"
                            .formatted(String.join(", ", use.unread())));
        }
        return switch (use.of(bucket)) {
            case OrphanVerdict.Kept(var why) -> refused(bucket.name(), why);
            case OrphanVerdict.Stranger(var why) ->
                    refused(bucket.name(), why + ": another fleet may use it");
            case OrphanVerdict.Orphan _ -> answered(bucket.name(), inventory.remove(bucket));
        };
    }

    private static Removed answered(String bucket, ExternalResourceResult answer) {
        return switch (answer) {
            case ExternalResourceResult.Done _ -> removed(bucket, Removed.Result.REMOVED, "");
            case ExternalResourceResult.Failed failed ->
                    removed(
                            bucket,
                            failed.reason().equals("NotOwned")
                                    ? Removed.Result.REFUSED
                                    : Removed.Result.FAILED,
                            failed.message());
        };
    }

    static Removed refused(String bucket, String why) {
        return removed(bucket, Removed.Result.REFUSED, why);
    }

    private static Removed removed(String bucket, Removed.Result result, String message) {
        return new Removed(
                bucket,
                result,
                message,
                System.getProperty("user.name", ""),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static List<String> lines(List<Removed> removed) {
        return removed.stream()
                .map(
                        one ->
                                "%s: %s by %s at %s%s"
                                        .formatted(
                                                one.bucket(),
                                                word(one),
                                                one.by(),
                                                one.at(),
                                                one.message().isEmpty()
                                                        ? ""
                                                        : ": " + one.message()))
                .toList();
    }

    /** The report with what came of the removals. */
    static ObjectNode json(OrphanReport report, List<Removed> removed) {
        var json = report.json();
        var removals = json.putArray("removals");
        for (var one : removed) {
            removals.addObject()
                    .put("name", one.bucket())
                    .put("result", word(one))
                    .put("message", one.message())
                    .put("by", one.by())
                    .put("at", one.at());
        }
        return json;
    }

    private static String word(Removed removed) {
        return removed.result().name().toLowerCase(Locale.ROOT);
    }
}
