package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.RecordComparison.Listed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Collects the places where the records of a partition and its hash list disagree, and classifies
 * them into findings.
 */
final class BundleDifferences {

    private static final int TOLD = 1_000;
    private static final int STRAYS = 10_000;

    private final TopicPartitionId topicPartition;
    private final MissingRecords missing = new MissingRecords();
    private final List<VerificationFinding.InPartition> findings = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();
    private long untold;
    private long firstUntold = -1;
    private boolean isEmpty = true;

    /**
     * A record that is not listed at this position, and the listed record whose position it
     * occupies.
     */
    private record Stray(ScannedRecord found, @Nullable Listed instead) {}

    BundleDifferences(TopicPartitionId topicPartition) {
        this.topicPartition = topicPartition;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /**
     * Between two positions where records and list agree: the listed records and the found ones.
     */
    void add(List<Listed> listed, List<ScannedRecord> found) {
        isEmpty = false;
        var lost = new ArrayList<>(listed);
        var left = new ArrayList<ScannedRecord>();
        for (var record : found) {
            var same = record.isWhole() ? removeOffset(lost, record.offset()) : null;
            if (same != null) {
                tell(
                        new VerificationFinding.AlteredRecord(
                                topicPartition, same.record().offset(), record));
            } else {
                left.add(record);
            }
        }
        boolean isPaired = lost.size() >= left.size();
        for (int i = 0; i < left.size(); i++) {
            stray(left.get(i), isPaired ? lost.get(i) : null);
        }
        var unreadable = left.stream().filter(record -> !record.isWhole()).toList();
        for (int i = 0; i < lost.size(); i++) {
            boolean isTold = isPaired && i < left.size() && unreadable.contains(left.get(i));
            if (!isTold) {
                missing.add(lost.get(i).place(), lost.get(i).record().offset());
            }
        }
    }

    List<VerificationFinding> findings(Iterator<HashListEntry> again) {
        var places = places(again);
        var unexplained = new ArrayList<Stray>();
        for (var stray : strays) {
            if (!isExplained(stray, places.get(stray.found().offset()))) {
                unexplained.add(stray);
            }
        }
        unexplained.forEach(stray -> explainByPlace(stray, places.get(stray.found().offset())));
        var all = new ArrayList<VerificationFinding>(findings);
        all.addAll(missing.findings(topicPartition));
        all.sort(
                Comparator.comparingLong(
                        finding -> ((VerificationFinding.InPartition) finding).offset()));
        if (untold > 0) {
            all.add(new VerificationFinding.More(topicPartition, firstUntold, untold));
        }
        return all;
    }

    private void stray(ScannedRecord found, @Nullable Listed instead) {
        if (!found.isWhole()) {
            tell(
                    instead == null
                            ? new VerificationFinding.ForeignRecord(
                                    topicPartition, found.offset(), found)
                            : new VerificationFinding.AlteredRecord(
                                    topicPartition, instead.record().offset(), found));
        } else if (strays.size() < STRAYS) {
            strays.add(new Stray(found, instead));
        } else {
            count(found.offset());
        }
    }

    /** Whether it is a record that is listed at another position. */
    private boolean isExplained(Stray stray, @Nullable Listed listed) {
        var found = stray.found();
        if (listed == null || !found.is(listed.record())) {
            return false;
        }
        tell(
                missing.remove(listed.place())
                        ? new VerificationFinding.MovedRecord(
                                topicPartition, found.offset(), listed.place(), found.position())
                        : new VerificationFinding.CopiedRecord(
                                topicPartition, found.offset(), found.position()));
        return true;
    }

    /** The record it replaces: the one with its offset, else the one whose position it occupies. */
    private void explainByPlace(Stray stray, @Nullable Listed listed) {
        var found = stray.found();
        var instead = stray.instead();
        if (listed != null && missing.remove(listed.place())) {
            tell(
                    new VerificationFinding.AlteredRecord(
                            topicPartition, listed.record().offset(), found));
        } else if (instead != null && missing.remove(instead.place())) {
            tell(
                    new VerificationFinding.AlteredRecord(
                            topicPartition, instead.record().offset(), found));
        } else {
            tell(new VerificationFinding.ForeignRecord(topicPartition, found.offset(), found));
        }
    }

    /** The positions at which the offsets of the stray records are listed. */
    private Map<Long, Listed> places(Iterator<HashListEntry> again) {
        var wanted = new HashMap<Long, Listed>();
        if (strays.isEmpty()) {
            return wanted;
        }
        strays.forEach(stray -> wanted.put(stray.found().offset(), null));
        for (long place = 0; again.hasNext(); place++) {
            var record = again.next();
            if (wanted.containsKey(record.offset())) {
                wanted.put(record.offset(), new Listed(place, record));
            }
        }
        return wanted;
    }

    private void tell(VerificationFinding.InPartition finding) {
        if (findings.size() < TOLD) {
            findings.add(finding);
        } else {
            count(finding.offset());
        }
    }

    private void count(long offset) {
        firstUntold = untold == 0 ? offset : firstUntold;
        untold++;
    }

    private static @Nullable Listed removeOffset(List<Listed> from, long offset) {
        for (var listed : from) {
            if (listed.record().offset() == offset) {
                from.remove(listed);
                return listed;
            }
        }
        return null;
    }
}
