package org.registryfleet.regfleet.orphan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.objectstorage.inventory.InventoryListing;
import org.registryfleet.objectstorage.inventory.Usage;
import org.registryfleet.regfleet.output.TextTable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the command found, for people and for programs. */
public record OrphanReport(
        String provider,
        List<OrphanFinding> findings,
        List<InventoryListing.Trouble> troubles,
        Instant now) {

    private static final long UNIT = 1024;

    public OrphanReport {
        findings = List.copyOf(findings);
        troubles = List.copyOf(troubles);
    }

    /** For programs. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("provider", provider);
        var orphans = json.putArray("orphans");
        for (var one : findings) {
            var orphan = orphans.addObject().put("name", one.bucket().name());
            orphan.put("owner", one.bucket().owner()).put("why", one.why());
            orphan.put("removable", one.isOrphan()).put("since", one.bucket().since());
            var usage = one.usage();
            if (usage == null) {
                orphan.put("trouble", one.trouble());
            } else {
                orphan.put("objects", usage.objects()).put("bytes", usage.bytes());
                orphan.put("counted", usage.isComplete());
            }
        }
        var missed = json.putArray("troubles");
        troubles.forEach(
                one -> missed.addObject().put("name", one.bucket()).put("message", one.message()));
        return json;
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        if (findings.isEmpty()) {
            lines.add("No bucket that was made here is without a cluster.");
        } else {
            var table = new TextTable("BUCKET", "OWNER", "AGE", "OBJECTS", "SIZE", "WHY");
            for (var one : findings) {
                var usage = one.usage();
                table.row(
                        one.bucket().name(),
                        one.bucket().owner(),
                        age(one.bucket().since()),
                        usage == null ? "?" : atLeast(usage) + usage.objects(),
                        usage == null ? "?" : atLeast(usage) + size(usage.bytes()),
                        one.why());
            }
            lines.addAll(table.lines());
        }
        findings.stream()
                .filter(one -> one.usage() == null)
                .forEach(
                        one ->
                                lines.add(
                                        "%s: nobody knows what is in it: %s"
                                                .formatted(one.bucket().name(), one.trouble())));
        troubles.forEach(
                one ->
                        lines.add(
                                "%s could not be looked at: %s"
                                        .formatted(one.bucket(), one.message())));
        return lines;
    }

    private static String atLeast(Usage usage) {
        return usage.isComplete() ? "" : ">";
    }

    private String age(String since) {
        if (since.isEmpty()) {
            return "";
        }
        var age = Duration.between(java.time.OffsetDateTime.parse(since).toInstant(), now);
        return age.toDays() > 0
                ? age.toDays() + "d"
                : age.toHours() > 0 ? age.toHours() + "h" : Math.max(0, age.toMinutes()) + "m";
    }

    private static String size(long bytes) {
        double size = bytes;
        for (var unit : List.of("B", "KiB", "MiB", "GiB")) {
            if (size < UNIT) {
                return unit.equals("B")
                        ? bytes + " B"
                        : String.format(Locale.ROOT, "%.1f %s", size, unit);
            }
            size /= UNIT;
        }
        return String.format(Locale.ROOT, "%.1f TiB", size);
    }
}
