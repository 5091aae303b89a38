package org.registryfleet.stage.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.util.Optional;
import java.util.Set;

/**
 * Everything a decision may use about a cluster.
 *
 * @param complete every kind has been listed; decisions that write wait for it
 * @param unreadable what the fleet may not list; its last known state is kept
 * @param unserved kinds that the API server does not know
 * @param upstream results of earlier stages
 * @param previous the result published last
 */
public record View<R>(
        String cluster,
        @Nullable Registration registration,
        boolean complete,
        Connectivity contact,
        Snapshot objects,
        Set<Unreadable> unreadable,
        Set<UnservedKind> unserved,
        Upstream upstream,
        Ledger ledger,
        @Nullable R previous) {

    public View {
        unreadable = Set.copyOf(unreadable);
        unserved = Set.copyOf(unserved);
    }

    public static <R> View<R> of(String cluster) {
        return new View<>(
                cluster,
                null,
                false,
                Connectivity.unknown(),
                Snapshot.empty(),
                Set.of(),
                Set.of(),
                Upstream.none(),
                Ledger.empty(),
                null);
    }

    public Optional<Observed> find(ObjectRef ref) {
        return objects.find(ref);
    }

    /** Whether it is unknown if the object exists. */
    public boolean isUnreadable(ObjectRef ref) {
        return !unreadable.isEmpty()
                && unreadable.stream().anyMatch(forbidden -> forbidden.covers(ref));
    }

    /** The needed write; empty when the object is as desired except for contested fields. */
    public Optional<Change> drift(Desired desired) {
        return Drift.between(desired, objects).filter(change -> !ledger.isContestOnly(change));
    }

    /** Whether the API server knows the kind of the object. */
    public boolean isServed(ObjectRef ref) {
        return unserved.stream().noneMatch(kind -> kind.covers(ref));
    }

    /** Why a create is held back; empty when it is not. */
    public Optional<String> obstacle(Desired desired) {
        boolean creates =
                desired instanceof Desired.Present present
                        && present.scope() == Desired.Scope.OBJECT
                        && !objects.contains(present.ref());
        if (!creates) {
            return Optional.empty();
        }
        if (!isServed(desired.ref())) {
            return Optional.of(UnservedKind.HELD_BACK);
        }
        return isUnreadable(desired.ref()) ? Optional.of(Unreadable.HELD_BACK) : Optional.empty();
    }

    public View<R> withRegistration(@Nullable Registration value) {
        return new View<>(
                cluster,
                value,
                complete,
                contact,
                objects,
                unreadable,
                unserved,
                upstream,
                ledger,
                previous);
    }

    public View<R> withComplete(boolean value) {
        return new View<>(
                cluster,
                registration,
                value,
                contact,
                objects,
                unreadable,
                unserved,
                upstream,
                ledger,
                previous);
    }

    public View<R> withContact(Connectivity value) {
        return new View<>(
                cluster,
                registration,
                complete,
                value,
                objects,
                unreadable,
                unserved,
                upstream,
                ledger,
                previous);
    }

    public View<R> withObjects(Snapshot value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                value,
                unreadable,
                unserved,
                upstream,
                ledger,
                previous);
    }

    public View<R> withUnreadable(Set<Unreadable> value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                objects,
                value,
                unserved,
                upstream,
                ledger,
                previous);
    }

    public View<R> withUnserved(Set<UnservedKind> value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                objects,
                unreadable,
                value,
                upstream,
                ledger,
                previous);
    }

    public View<R> withUpstream(Upstream value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                objects,
                unreadable,
                unserved,
                value,
                ledger,
                previous);
    }

    public View<R> withLedger(Ledger value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                objects,
                unreadable,
                unserved,
                upstream,
                value,
                previous);
    }

    public View<R> withPrevious(@Nullable R value) {
        return new View<>(
                cluster,
                registration,
                complete,
                contact,
                objects,
                unreadable,
                unserved,
                upstream,
                ledger,
                value);
    }
}
