package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.BundleManifest;
import org.registryfleet.audit.evidence.EvidenceFinding;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.ManifestJson;
import org.registryfleet.audit.evidence.PartitionProof;
import org.registryfleet.audit.evidence.TopicPartitionId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Whether a bundle goes on from the one before it without a gap. */
final class SequenceCheck {

    private SequenceCheck() {}

    static List<EvidenceFinding> findings(BundleManifest manifest, @Nullable Path previous) {
        if (previous == null) {
            return List.of();
        }
        try (var bundle = BundleFile.open(previous)) {
            var bytes = bundle.read(BundleFile.MANIFEST);
            var named = manifest.previous();
            if (named == null) {
                return List.of(
                        new EvidenceFinding.BrokenSequence("the bundle goes on from no other one"));
            }
            if (!named.equals(Hashing.plain(bytes))) {
                return List.of(
                        new EvidenceFinding.BrokenSequence(
                                "the bundle goes on from one with the manifest %s, not from the given one"
                                        .formatted(named)));
            }
            return gaps(manifest, ManifestJson.read(BundleFile.json(bytes)));
        }
    }

    private static List<EvidenceFinding> gaps(BundleManifest manifest, BundleManifest before) {
        var next = new HashMap<TopicPartitionId, Long>();
        before.partitions().forEach(proof -> next.put(proof.lane(), proof.span().to()));
        var findings = new ArrayList<EvidenceFinding>();
        for (var proof : manifest.partitions()) {
            var expected = next.remove(proof.lane());
            if (expected != null && expected != proof.span().from()) {
                findings.add(gap(proof, expected));
            }
        }
        next.keySet().stream()
                .map(
                        lane ->
                                new EvidenceFinding.BrokenSequence(
                                        lane + " is not in the bundle any more"))
                .forEach(findings::add);
        return findings;
    }

    private static EvidenceFinding gap(PartitionProof proof, long expected) {
        return new EvidenceFinding.BrokenSequence(
                "%s goes on at offset %d instead of %d"
                        .formatted(proof.lane(), proof.span().from(), expected));
    }
}
