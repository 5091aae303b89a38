package org.registryfleet.audit.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

/**
 * Compares the records of a partition with their hash list in a single pass and reports how they
 * were changed. Keeps a window of both and a bounded number of differences in memory. Listed
 * offsets must be ascending.
 */
public final class RecordComparison {

    private static final int WINDOW = 64;

    private final Iterator<HashListEntry> listed;
    private final Iterator<ScannedRecord> found;
    private final BundleDifferences differences;
    private final List<Listed> expected = new ArrayList<>();
    private final List<ScannedRecord> actual = new ArrayList<>();
    private long places;

    /**
     * @param place index in the list
     */
    record Listed(long place, HashListEntry record) {}

    public RecordComparison(
            TopicPartitionId topicPartition,
            Iterator<HashListEntry> listed,
            Iterator<ScannedRecord> found) {
        this.listed = listed;
        this.found = found;
        this.differences = new BundleDifferences(topicPartition);
    }

    /** Compares both to the end. */
    public void run() {
        while (fill(1)) {
            boolean isSame =
                    !expected.isEmpty()
                            && !actual.isEmpty()
                            && actual.getFirst().is(expected.getFirst().record());
            if (isSame) {
                expected.removeFirst();
                actual.removeFirst();
            } else {
                fill(WINDOW);
                step();
            }
        }
    }

    /** Whether list and records agree. */
    public boolean isEqual() {
        return differences.isEmpty();
    }

    /**
     * The differences found.
     *
     * @param again a second pass over the hash list, from its beginning
     */
    public List<VerificationFinding> findings(Iterator<HashListEntry> again) {
        return differences.findings(again);
    }

    private boolean fill(int wanted) {
        while (expected.size() < wanted && listed.hasNext()) {
            expected.add(new Listed(places++, listed.next()));
        }
        while (actual.size() < wanted && found.hasNext()) {
            actual.add(found.next());
        }
        return !expected.isEmpty() || !actual.isEmpty();
    }

    /** Advances to the next position where both agree, or as far as the window reaches. */
    private void step() {
        var byOffset = new HashMap<Long, Integer>();
        for (int i = 0; i < expected.size(); i++) {
            byOffset.put(expected.get(i).record().offset(), i);
        }
        int bestListed = -1;
        int bestFound = -1;
        for (int j = 0; j < actual.size(); j++) {
            int i = byOffset.getOrDefault(actual.get(j).offset(), -1);
            boolean meets = i >= 0 && actual.get(j).is(expected.get(i).record());
            if (meets && (bestFound < 0 || i + j < bestListed + bestFound)) {
                bestListed = i;
                bestFound = j;
            }
        }
        if (bestFound >= 0) {
            take(bestListed, bestFound);
        } else {
            stepBlindly();
        }
    }

    /** No match within the window: the removed or added run is longer than the window. */
    private void stepBlindly() {
        long next =
                actual.stream()
                        .filter(ScannedRecord::isWhole)
                        .mapToLong(ScannedRecord::offset)
                        .min()
                        .orElse(actual.isEmpty() ? Long.MAX_VALUE : Long.MIN_VALUE);
        int gone = 0;
        while (gone < expected.size() && expected.get(gone).record().offset() < next) {
            gone++;
        }
        if (gone > 0) {
            take(gone, 0);
        } else {
            take(Math.min(1, expected.size()), Math.min(1, actual.size()));
        }
    }

    /** The leading entries of both sides that have no counterpart. */
    private void take(int listedCount, int foundCount) {
        var lost = expected.subList(0, listedCount);
        var strays = actual.subList(0, foundCount);
        differences.add(List.copyOf(lost), List.copyOf(strays));
        lost.clear();
        strays.clear();
    }
}
