package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceFinding;
import org.registryfleet.audit.evidence.FoundRecord;
import org.registryfleet.audit.evidence.HashChain;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.ListedRecord;
import org.registryfleet.audit.evidence.PartitionProof;
import org.registryfleet.audit.evidence.RecordComparison;
import org.registryfleet.audit.evidence.TopicPartitionId;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Checks the records of one partition against their list of hashes, and both against the proof. */
final class PartitionCheck {

    private final BundleFile bundle;
    private final PartitionProof proof;
    private final ProgressCount progress;
    private final TopicPartitionId lane;
    private final OffsetGaps holes;
    private final Hashing hashing = new Hashing();
    private final HashChain chain;
    private long listedCount;

    /**
     * What came out.
     *
     * @param notes holes that were in the log already
     */
    record Result(List<EvidenceFinding> findings, List<String> notes) {}

    PartitionCheck(BundleFile bundle, PartitionProof proof, ProgressCount progress) {
        this.bundle = bundle;
        this.proof = proof;
        this.progress = progress;
        this.lane = proof.lane();
        this.holes = new OffsetGaps(proof.span());
        this.chain = new HashChain(hashing, lane);
    }

    Result run() throws IOException {
        if (proof.count() == 0) {
            return new Result(List.of(), List.of());
        }
        boolean hasRecords = bundle.has(BundleFile.records(lane));
        boolean hasHashes = bundle.has(BundleFile.hashes(lane));
        if (!hasRecords) {
            // the missing file is found by its name
            return new Result(List.of(), List.of());
        }
        if (!hasHashes) {
            return new Result(brokenChain(), List.of());
        }
        var findings = compare();
        return new Result(findings, findings.isEmpty() ? holes.notes() : List.of());
    }

    private List<EvidenceFinding> compare() throws IOException {
        try (var listed = hashes(true);
                var reader = records()) {
            var found = new Counted(reader);
            var comparison = new RecordComparison(lane, listed, found);
            comparison.run();
            found.tellRest();
            boolean isListGood = chain.head().equals(proof.head()) && listedCount == proof.count();
            return comparison.isEqual()
                    ? differenceFromProof(isListGood, listed.isTorn())
                    : differencesInside(comparison, isListGood);
        }
    }

    /** List and records agree: then either both are as exported or both were altered. */
    private List<EvidenceFinding> differenceFromProof(boolean isListGood, boolean isTorn) {
        if (!isListGood) {
            return List.of(broken(chain));
        }
        return isTorn ? List.of(altered("it goes on after its last entry")) : List.of();
    }

    private List<EvidenceFinding> differencesInside(RecordComparison comparison, boolean isListGood)
            throws IOException {
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

    private EvidenceFinding altered(String what) {
        return new EvidenceFinding.AlteredFile(BundleFile.hashes(lane), what);
    }

    /** Whether the records alone give the chain of the proof. */
    private List<EvidenceFinding> brokenChain() throws IOException {
        var found = new HashChain(hashing, lane);
        long count = 0;
        try (var reader = records()) {
            for (var records = new FoundRecords(reader); records.hasNext(); count++) {
                var record = records.next();
                var leaf = record.leaf();
                if (leaf == null) {
                    return List.of(damaged(record));
                }
                found.add(new ListedRecord(record.offset(), leaf));
            }
        }
        boolean isWhole = found.head().equals(proof.head()) && count == proof.count();
        return isWhole ? List.of() : List.of(broken(found));
    }

    private EvidenceFinding broken(HashChain found) {
        return new EvidenceFinding.BrokenChain(lane, proof.head(), found.head());
    }

    private EvidenceFinding damaged(FoundRecord record) {
        return new EvidenceFinding.ForeignRecord(lane, record.offset(), record);
    }

    private HashList hashes(boolean isFirst) throws IOException {
        return new HashList(bundle.open(BundleFile.hashes(lane)), isFirst ? this::see : _ -> {});
    }

    private void see(ListedRecord record) {
        chain.add(record);
        holes.see(record.offset());
        listedCount++;
    }

    private FrameReader records() throws IOException {
        return new FrameReader(bundle.open(BundleFile.records(lane)));
    }

    /** Tells the progress. */
    private final class Counted implements java.util.Iterator<FoundRecord> {

        private final FoundRecords records;

        Counted(FrameReader reader) {
            this.records = new FoundRecords(reader);
        }

        void tellRest() {
            progress.add(records.read() % ProgressCount.STEP);
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public FoundRecord next() {
            var found = records.next();
            if (records.read() % ProgressCount.STEP == 0) {
                progress.add(ProgressCount.STEP);
            }
            return found;
        }
    }
}
