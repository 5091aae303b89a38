package org.registryfleet.audit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Entry;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of one cluster: its entry in the fleet, each stage's result, its objects. Takes in
 * entries in order.
 */
public final class ClusterPicture {

    private final String cluster;
    private final SortedMap<ObjectRef, Fact.Seen> objects = new TreeMap<>();
    private final Map<String, Entry> results = new LinkedHashMap<>();
    private final Set<ObjectRef> listed = new HashSet<>();
    private JsonNode enrolment = MissingNode.getInstance();
    private Fact.Session session = new Fact.Session("", Long.MIN_VALUE);
    private boolean complete;
    private @Nullable Entry lastLoss;
    private @Nullable Instant latest;
    private int unreadable;

    public ClusterPicture(String cluster) {
        this.cluster = cluster;
    }

    /** Takes in the next entry. */
    public void accept(Entry entry) {
        latest = entry.time();
        switch (entry.fact()) {
            case Fact.Enrolled enrolled -> enrolment = enrolled.entry();
            case Fact.Left _ -> enrolment = MissingNode.getInstance();
            case Fact.Seen seen -> seen(seen);
            case Fact.Marked marked -> marked(entry, marked);
            case Fact.Resulted resulted -> results.put(resulted.stage(), entry);
            case Fact.Unreadable _ -> unreadable++;
            case Fact.Asked _, Fact.Answered _ -> {}
        }
    }

    public String cluster() {
        return cluster;
    }

    public boolean isEnrolled() {
        return enrolment.isObject();
    }

    public JsonNode enrolment() {
        return enrolment;
    }

    /** When the last record before the moment was written; empty when there is none. */
    public Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }

    /** How many records could not be read: what they said is missing here. */
    public int unreadable() {
        return unreadable;
    }

    /** Whether every kind had been listed. */
    public boolean isComplete() {
        return complete;
    }

    /** The last loss of a watch that no later listing has made good. */
    public Optional<Entry> lastLoss() {
        return Optional.ofNullable(lastLoss);
    }

    public SortedMap<ObjectRef, Fact.Seen> objects() {
        return Collections.unmodifiableSortedMap(objects);
    }

    /** The latest result of each stage. */
    public Map<String, Entry> results() {
        return Collections.unmodifiableMap(results);
    }

    /** A stage's latest result; a missing node before its first. */
    public JsonNode result(String stage) {
        var entry = results.get(stage);
        return entry != null && entry.fact() instanceof Fact.Resulted resulted
                ? resulted.result()
                : MissingNode.getInstance();
    }

    private void seen(Fact.Seen seen) {
        if (!counts(seen.session())) {
            return;
        }
        if (seen.sight() == Fact.Sight.DELETED) {
            objects.remove(seen.ref());
        } else {
            objects.put(seen.ref(), seen);
            listed.add(seen.ref());
        }
    }

    private void marked(Entry entry, Fact.Marked marked) {
        if (marked.mark() == Fact.Mark.RESUMED) {
            // it goes on where the other session stood, so what that one has listed stays listed
            session = marked.session();
            return;
        }
        if (!counts(marked.session())) {
            return;
        }
        switch (marked.mark()) {
            case SYNCED -> synced(marked.detail());
            case GAP, CONTACT_LOST -> lastLoss = entry;
            case RESYNC, CONTACT_RESTORED -> lastLoss = null;
            case RESUMED, UNKNOWN -> {}
        }
    }

    /** What a finished listing did not show is gone, unless it was forbidden to list it. */
    private void synced(String detail) {
        if (!complete && !detail.contains("forbidden")) {
            objects.keySet().retainAll(listed);
        }
        complete = true;
        lastLoss = null;
    }

    /** A new session lists everything anew; an earlier one does not count any more. */
    private boolean counts(Fact.Session current) {
        if (current.epoch() < session.epoch()) {
            return false;
        }
        if (!current.equals(session)) {
            session = current;
            complete = false;
            listed.clear();
        }
        return true;
    }
}
