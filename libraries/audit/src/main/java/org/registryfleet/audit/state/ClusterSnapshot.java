package org.registryfleet.audit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.UnreadableRecord;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of one cluster at a point in time: its registration, the latest result of each stage,
 * its objects. Folded from entries in order.
 */
public final class ClusterSnapshot {

    private static final String FORBIDDEN = "forbidden: list ";
    private static final int MOST_GAPS = 100;

    private final String cluster;
    private final SortedMap<ObjectRef, Fact.ObjectObserved> objects = new TreeMap<>();
    private final Map<String, FactEntry> results = new LinkedHashMap<>();
    private final Set<ObjectRef> listed = new HashSet<>();
    private JsonNode registration = MissingNode.getInstance();
    private Fact.Session session = new Fact.Session("", Long.MIN_VALUE);
    private boolean complete;
    private @Nullable FactEntry lastLoss;
    private final Deque<FactEntry> gaps = new ArrayDeque<>();
    private @Nullable Instant latest;
    private UnreadableRecord unreadable = UnreadableRecord.NONE;
    private Set<Unreadable> forbidden = Set.of();

    public ClusterSnapshot(String cluster) {
        this.cluster = cluster;
    }

    /** Applies the next entry. */
    public void accept(FactEntry entry) {
        latest = entry.time();
        switch (entry.fact()) {
            case Fact.Registered registered -> registration = registered.entry();
            case Fact.Deregistered _ -> registration = MissingNode.getInstance();
            case Fact.ObjectObserved seen -> seen(seen);
            case Fact.SessionMarker marked -> marked(entry, marked);
            case Fact.ResultPublished resulted -> results.put(resulted.stage(), entry);
            case Fact.Unreadable _ -> unreadable = unreadable.and(entry);
            case Fact.OutcomeReported answered -> found(answered);
            case Fact.ActionIssued _, Fact.ChangeRequested _ -> {}
        }
    }

    public String cluster() {
        return cluster;
    }

    public boolean isRegistered() {
        return registration.isObject();
    }

    public JsonNode registration() {
        return registration;
    }

    /** The timestamp of the last applied record; empty if there is none. */
    public Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }

    /** Records that could not be decoded and are missing from this snapshot. */
    public UnreadableRecord unreadable() {
        return unreadable;
    }

    /** Kinds that the watcher may not list; they keep their last known state. */
    public Set<Unreadable> forbidden() {
        return forbidden;
    }

    /** Whether every kind had been listed. */
    public boolean isComplete() {
        return complete;
    }

    /** The last gap that no later list has closed. */
    public Optional<FactEntry> lastLoss() {
        return Optional.ofNullable(lastLoss);
    }

    /**
     * The last hundred gaps after a point in time. What happened in them is unknown, even where a
     * later list closed them.
     */
    public List<FactEntry> gapsAfter(Instant moment) {
        return gaps.stream().filter(gap -> gap.time().isAfter(moment)).toList();
    }

    public SortedMap<ObjectRef, Fact.ObjectObserved> objects() {
        return Collections.unmodifiableSortedMap(objects);
    }

    /** The latest result of each stage. */
    public Map<String, FactEntry> results() {
        return Collections.unmodifiableMap(results);
    }

    /** A stage's latest result; a missing node before its first. */
    public JsonNode result(String stage) {
        var entry = results.get(stage);
        return entry != null && entry.fact() instanceof Fact.ResultPublished resulted
                ? resulted.result()
                : MissingNode.getInstance();
    }

    /** External resources are not observed by any watcher. */
    private void found(Fact.OutcomeReported answered) {
        if (answered.found().isObject()) {
            objects.put(
                    answered.ref(),
                    new Fact.ObjectObserved(
                            Fact.ObservationType.MODIFIED,
                            answered.ref(),
                            answered.resourceVersion(),
                            answered.found(),
                            List.of(),
                            false,
                            session));
        }
    }

    private void seen(Fact.ObjectObserved seen) {
        if (isEarlier(seen.session())) {
            return;
        }
        enter(seen.session());
        if (seen.type() == Fact.ObservationType.DELETED) {
            objects.remove(seen.ref());
        } else {
            objects.put(seen.ref(), seen);
            listed.add(seen.ref());
        }
    }

    private void marked(FactEntry entry, Fact.SessionMarker marked) {
        if (isEarlier(marked.session())) {
            return;
        }
        switch (marked.type()) {
            case SYNCED -> {
                enter(marked.session());
                synced(forbidden(marked.detail()));
            }
            case GAP -> {
                lastLoss = entry;
                gaps.addLast(entry);
                if (gaps.size() > MOST_GAPS) {
                    gaps.removeFirst();
                }
            }
            case CONTACT_LOST -> lastLoss = entry;
            case RESYNC, CONTACT_RESTORED -> lastLoss = null;
            // it resumes the other session, so kinds listed by that one remain listed
            case RESUMED -> session = marked.session();
            case CREDENTIAL, UNKNOWN -> {}
        }
    }

    /** Objects missing from a completed list are deleted, unless listing is forbidden. */
    private void synced(Set<Unreadable> unlisted) {
        if (!complete) {
            objects.keySet()
                    .removeIf(
                            ref ->
                                    !listed.contains(ref)
                                            && !ref.liesOutside()
                                            && unlisted.stream().noneMatch(one -> one.covers(ref)));
        }
        forbidden = unlisted;
        complete = true;
        lastLoss = null;
    }

    /** A watcher that was refused says {@code forbidden: list <kind> <where>} for each. */
    private static Set<Unreadable> forbidden(String detail) {
        return Stream.of(detail.split("; "))
                .filter(part -> part.startsWith(FORBIDDEN))
                .map(part -> part.substring(FORBIDDEN.length()).split(" ", 2))
                .map(words -> new Unreadable(words[0], words.length > 1 ? words[1] : ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Superseded by a later session, so it is ignored. */
    private boolean isEarlier(Fact.Session other) {
        return other.epoch() < session.epoch();
    }

    /** A new session lists everything again. */
    private void enter(Fact.Session current) {
        if (!current.equals(session)) {
            session = current;
            complete = false;
            listed.clear();
        }
    }
}
