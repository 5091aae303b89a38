package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.HashChain;
import org.registryfleet.audit.evidence.HashListEntry;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.RecordComparison;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.ScannedRecord;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.evidence.VerificationFinding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Verifies the records of one partition against their hash list, and both against the manifest. */
final class PartitionCheck {

    private final BundleFile bundle;
    private final PartitionManifest proof;
    private final ProgressCounter progress;
    private final TopicPartitionId topicPartition;
    private final OffsetGaps holes;
    private final RecordHasher hashing = new RecordHasher();
    private final HashChain chain;
    private long listedCount;

    /**
     * The result of the check.
     *
     * @param notes offsets that were missing in the log already
     */
    record Result(List<VerificationFinding> findings, List<String> notes) {}

    PartitionCheck(BundleFile bundle, PartitionManifest proof, ProgressCounter progress) {
        this.bundle = bundle;
        this.proof = proof;
        this.progress = progress;
        this.topicPartition = proof.topicPartition();
        this.holes = new OffsetGaps(proof.span());
        this.chain = new HashChain(hashing, topicPartition);
    }

    Result run() throws IOException {
        if (proof.count() == 0) {
            return new Result(List.of(), List.of());
        }
        boolean hasRecords = bundle.has(BundleFile.records(topicPartition));
        boolean hasHashes = bundle.has(BundleFile.hashes(topicPartition));
        if (!hasRecords) {
            // a missing file is reported by the check of file names
            return new Result(List.of(), List.of());
        }
        if (!hasHashes) {
            return new Result(brokenChain(), List.of());
        }
        var findings = compare();
        return new Result(findings, findings.isEmpty() ? holes.notes() : List.of());
    }

    private List<VerificationFinding> compare() throws IOException {
        try (var listed = hashes(true);
                var reader = records()) {
            var found = new Counted(reader);
            var comparison = new RecordComparison(topicPartition, listed, found);
            comparison.run();
            found.tellRest();
            boolean isListGood = chain.head().equals(proof.head()) && listedCount == proof.count();
            return comparison.isEqual()
                    ? differenceFromProof(isListGood, listed.isTorn())
                    : differencesInside(comparison, isListGood);
        }
    }

    /** The list and the records agree, so either both are original or both were altered. */
    private List<VerificationFinding> differenceFromProof(boolean isListGood, boolean isTorn) {
        if (!isListGood) {
            return List.of(broken(chain));
        }
        return isTorn ? List.of(altered("it goes on after its last entry")) : List.of();
    }

    private List<VerificationFinding> differencesInside(
            RecordComparison comparison, boolean isListGood) throws IOException {
        if (!isListGood && brokenChain().isEmpty()) {
            return List.of(
                    altered("the records themselves are whole, by the chain of the manifest"));
        }
        try (var again = hashes(false)) {
            var findings = new ArrayList<>(comparison.findings(again));
            if (!isListGood) {
                findings.addFirst(
                        altered("what is said of the records below may be a fault of this list"));
            }
            return findings;
        }
    }

    private VerificationFinding altered(String what) {
        return new VerificationFinding.AlteredFile(BundleFile.hashes(topicPartition), what);
    }

    /** Whether the records alone reproduce the hash chain of the manifest. */
    private List<VerificationFinding> brokenChain() throws IOException {
        var found = new HashChain(hashing, topicPartition);
        long count = 0;
        try (var reader = records()) {
            for (var records = new RecordScanner(reader); records.hasNext(); count++) {
                var record = records.next();
                var leaf = record.leaf();
                if (leaf == null) {
                    return List.of(damaged(record));
                }
                found.add(new HashListEntry(record.offset(), leaf));
            }
        }
        boolean isWhole = found.head().equals(proof.head()) && count == proof.count();
        return isWhole ? List.of() : List.of(broken(found));
    }

    private VerificationFinding broken(HashChain found) {
        return new VerificationFinding.BrokenChain(topicPartition, proof.head(), found.head());
    }

    private VerificationFinding damaged(ScannedRecord record) {
        return new VerificationFinding.ForeignRecord(topicPartition, record.offset(), record);
    }

    private HashListReader hashes(boolean isFirst) throws IOException {
        return new HashListReader(
                bundle.open(BundleFile.hashes(topicPartition)), isFirst ? this::see : _ -> {});
    }

    private void see(HashListEntry record) {
        chain.add(record);
        holes.see(record.offset());
        listedCount++;
    }

    private FrameReader records() throws IOException {
        return new FrameReader(bundle.open(BundleFile.records(topicPartition)));
    }

    /** Tells the progress. */
    private final class Counted implements java.util.Iterator<ScannedRecord> {

        private final RecordScanner records;

        Counted(FrameReader reader) {
            this.records = new RecordScanner(reader);
        }

        void tellRest() {
            progress.add(records.read() % ProgressCounter.STEP);
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public ScannedRecord next() {
            var found = records.next();
            if (records.read() % ProgressCounter.STEP == 0) {
                progress.add(ProgressCounter.STEP);
            }
            return found;
        }
    }
}
