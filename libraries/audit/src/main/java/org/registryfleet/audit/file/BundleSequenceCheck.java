package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.evidence.VerificationFinding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Checks that a bundle continues the previous one without a gap. */
final class BundleSequenceCheck {

    private BundleSequenceCheck() {}

    static List<VerificationFinding> findings(BundleManifest manifest, @Nullable Path previous) {
        if (previous == null) {
            return List.of();
        }
        try (var bundle = BundleFile.open(previous)) {
            var bytes = bundle.read(BundleFile.MANIFEST);
            var named = manifest.previous();
            if (named == null) {
                return List.of(
                        new VerificationFinding.BrokenSequence(
                                "the bundle goes on from no other one"));
            }
            if (!named.equals(RecordHasher.plain(bytes))) {
                return List.of(
                        new VerificationFinding.BrokenSequence(
                                "the bundle goes on from one with the manifest %s, not from the given one"
                                        .formatted(named)));
            }
            return gaps(manifest, ManifestJson.read(BundleFile.json(bytes)));
        }
    }

    private static List<VerificationFinding> gaps(BundleManifest manifest, BundleManifest before) {
        var next = new HashMap<TopicPartitionId, Long>();
        before.partitions().forEach(proof -> next.put(proof.topicPartition(), proof.span().to()));
        var findings = new ArrayList<VerificationFinding>();
        for (var proof : manifest.partitions()) {
            var expected = next.remove(proof.topicPartition());
            if (expected != null && expected != proof.span().from()) {
                findings.add(gap(proof, expected));
            }
        }
        next.keySet().stream()
                .map(
                        topicPartition ->
                                new VerificationFinding.BrokenSequence(
                                        topicPartition + " is not in the bundle any more"))
                .forEach(findings::add);
        return findings;
    }

    private static VerificationFinding gap(PartitionManifest proof, long expected) {
        return new VerificationFinding.BrokenSequence(
                "%s goes on at offset %d instead of %d"
                        .formatted(proof.topicPartition(), proof.span().from(), expected));
    }
}
