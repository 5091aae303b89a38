package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.PartitionManifest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Remarks about a bundle that is intact: compacted topics, missing offsets, unreadable records,
 * filters.
 */
final class VerificationNotes {

    private VerificationNotes() {}

    static List<String> of(BundleManifest manifest) {
        var notes = new ArrayList<String>();
        var clusters = manifest.range().clusters();
        if (!clusters.isEmpty()) {
            notes.add(
                    "the bundle holds only records of %s: that none of theirs is left out is the exporter's word"
                            .formatted(String.join(", ", clusters)));
        }
        var compacted =
                manifest.partitions().stream()
                        .filter(proof -> proof.compacted() && proof.holes() > 0)
                        .map(proof -> proof.span().topic())
                        .distinct()
                        .toList();
        if (clusters.isEmpty() && !compacted.isEmpty()) {
            notes.add(
                    "%s: compacted topics without all offsets; whether compaction or a loss made the holes cannot be told"
                            .formatted(String.join(", ", compacted)));
        }
        manifest.partitions().stream()
                .filter(proof -> proof.unreadable() > 0)
                .map(VerificationNotes::unreadable)
                .forEach(notes::add);
        return notes;
    }

    private static String unreadable(PartitionManifest proof) {
        var named = proof.unreadableOffsets();
        return "%s: %d records could not be read as events when they were exported, at offsets %s%s; their bytes are in the bundle"
                .formatted(
                        proof.topicPartition(),
                        proof.unreadable(),
                        named.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        proof.unreadable() > named.size() ? ", …" : "");
    }
}
