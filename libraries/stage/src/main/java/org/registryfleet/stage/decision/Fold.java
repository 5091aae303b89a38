package org.registryfleet.stage.decision;

import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds events into the view of one cluster. A new watch session relists everything: until that is
 * done the view is incomplete, and afterwards objects that were not listed are gone. A session that
 * resumes an earlier one does not relist and keeps the view.
 *
 * @param session the watch session the view comes from
 * @param listed objects the session has shown so far, while the view is incomplete
 */
public record Fold<R>(View<R> view, String session, Set<ObjectRef> listed) {

    public Fold {
        listed = Set.copyOf(listed);
    }

    public static <R> Fold<R> of(String cluster) {
        return new Fold<>(View.of(cluster), "", Set.of());
    }

    /**
     * Whether the event comes from a fenced session: a later one has taken over, so it is ignored.
     */
    public boolean isSuperseded(Event event) {
        return switch (event) {
            case Event.Seen seen -> isEarlier(seen.session());
            case Event.Gone gone -> isEarlier(gone.session());
            case Event.Synced synced -> isEarlier(synced.session());
            case Event.Begun begun -> isEarlier(begun.session());
            case Event.Resumed resumed -> isEarlier(resumed.session());
            case Event.Restored restored -> isEarlier(restored.session());
            case Event.TooLarge large -> isEarlier(large.session());
            case Event.ContactChanged change -> isEarlier(change.session());
            case Event.Registered _, Event.Answered _, Event.Found _, Event.Resulted _ -> false;
        };
    }

    private boolean isEarlier(String other) {
        return WatchSessionId.epoch(other) < WatchSessionId.epoch(session);
    }

    /** Applies one event. */
    public Fold<R> evolve(Event event, Instant now) {
        if (isSuperseded(event)) {
            return this;
        }
        return switch (event) {
            case Event.Seen seen -> in(seen.session()).seen(seen.object());
            case Event.Gone gone -> in(gone.session()).gone(gone.ref());
            case Event.Synced synced -> in(synced.session()).synced(synced, now);
            case Event.Begun begun -> in(begun.session());
            case Event.Resumed resumed -> new Fold<>(view, resumed.session(), listed);
            case Event.Restored restored -> in(restored.session()).restored();
            case Event.TooLarge large -> in(large.session()).tooLarge(large.ref());
            case Event.ContactChanged change -> with(reached(change.contact(), now));
            case Event.Registered registered ->
                    with(view.withRegistration(registered.registration()));
            case Event.Answered answered ->
                    with(
                            view.withLedger(
                                    view.ledger().settle(answered.answer(), view.objects(), now)));
            case Event.Found found -> found(found, now);
            case Event.Resulted resulted ->
                    with(view.withUpstream(view.upstream().with(resulted.result())));
        };
    }

    /**
     * Restores an object, registration or result that the fold lost after a failed write;
     * everything else is unchanged.
     */
    public Fold<R> restore(Event event) {
        return switch (event) {
            case Event.Seen seen -> {
                var next = with(view.withObjects(view.objects().with(seen.object())));
                yield view.complete() || !seen.session().equals(session)
                        ? next
                        : new Fold<>(next.view(), session, adding(seen.object().ref()));
            }
            case Event.Found found -> with(view.withObjects(view.objects().with(found.object())));
            case Event.Gone gone -> with(view.withObjects(view.objects().without(gone.ref())));
            case Event.Registered registered ->
                    with(view.withRegistration(registered.registration()));
            case Event.Resulted resulted ->
                    with(view.withUpstream(view.upstream().with(resulted.result())));
            case Event.Synced _,
                    Event.Begun _,
                    Event.Resumed _,
                    Event.Restored _,
                    Event.TooLarge _,
                    Event.ContactChanged _,
                    Event.Answered _ ->
                    this;
        };
    }

    /** The same fold after a decision. */
    public Fold<R> with(View<R> decided) {
        return new Fold<>(decided, session, listed);
    }

    private Fold<R> in(String current) {
        return current.equals(session)
                ? this
                : new Fold<>(view.withComplete(false), current, Set.of());
    }

    private Fold<R> seen(Observed object) {
        var ledger = view.ledger().observe(object.ref(), object);
        var next = view.withObjects(view.objects().with(object)).withLedger(ledger);
        return shown(next.withUnreadable(without(object.ref())), object.ref());
    }

    /** After a restore of the cluster the awaited resourceVersions never appear. */
    private Fold<R> restored() {
        return with(view.withLedger(view.ledger().restored()));
    }

    /** Keeps the last known state; the current one is unknown. */
    private Fold<R> tooLarge(ObjectRef ref) {
        var unreadable = new HashSet<>(view.unreadable());
        unreadable.add(Unreadable.of(ref));
        return shown(view.withUnreadable(unreadable), ref);
    }

    private Fold<R> shown(View<R> next, ObjectRef ref) {
        return view.complete() ? with(next) : new Fold<>(next, session, adding(ref));
    }

    private Set<Unreadable> without(ObjectRef ref) {
        return view.unreadable().isEmpty()
                ? Set.of()
                : view.unreadable().stream()
                        .filter(one -> !one.equals(Unreadable.of(ref)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private Fold<R> found(Event.Found found, Instant now) {
        var objects = view.objects().with(found.object());
        var ledger = view.ledger().settle(found.answer(), objects, now);
        return with(view.withObjects(objects).withLedger(ledger));
    }

    private Fold<R> gone(ObjectRef ref) {
        var ledger = view.ledger().vanish(ref);
        return with(
                view.withObjects(view.objects().without(ref))
                        .withLedger(ledger)
                        .withUnreadable(without(ref)));
    }

    // objects that cannot be listed keep their last known state: absence from the list means
    // nothing
    private Fold<R> synced(Event.Synced synced, Instant now) {
        var unreadable = synced.unreadable();
        Snapshot objects =
                view.complete()
                        ? view.objects()
                        : view.objects()
                                .keeping(
                                        ref ->
                                                listed.contains(ref)
                                                        || ref.liesOutside()
                                                        || unreadable.stream()
                                                                .anyMatch(u -> u.covers(ref)));
        var contact = new Connectivity(Connectivity.State.CONNECTED, null, "");
        var next =
                reached(contact, now)
                        .withObjects(objects)
                        .withComplete(true)
                        .withUnreadable(withTooLarge(unreadable))
                        .withUnserved(synced.unserved());
        return new Fold<>(next, session, Set.of());
    }

    private Set<Unreadable> withTooLarge(Set<Unreadable> forbidden) {
        var all = new HashSet<>(forbidden);
        view.unreadable().stream()
                .filter(
                        one ->
                                view.complete()
                                        ? one.isOfOneObject()
                                        : listed.stream()
                                                .anyMatch(ref -> one.equals(Unreadable.of(ref))))
                .forEach(all::add);
        return all;
    }

    /** A cluster that is reachable again is retried at once instead of after the backoff. */
    private View<R> reached(Connectivity contact, Instant now) {
        var next = view.withContact(contact);
        return view.contact().isLost() && !contact.isLost()
                ? next.withLedger(view.ledger().withRetriesDue(now))
                : next;
    }

    private Set<ObjectRef> adding(ObjectRef ref) {
        var more = new HashSet<>(listed);
        more.add(ref);
        return more;
    }
}
