package org.registryfleet.stage.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.Contact;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;

/**
 * All a decision may know about a cluster.
 *
 * @param complete every kind has been listed; decisions that write wait for it
 * @param upstream results of earlier stages
 * @param previous the result published last
 */
public record View<R>(
        String cluster,
        @Nullable Registration registration,
        boolean complete,
        Contact contact,
        Snapshot objects,
        Upstream upstream,
        Ledger ledger,
        @Nullable R previous) {

    public static <R> View<R> of(String cluster) {
        return new View<>(
                cluster,
                null,
                false,
                Contact.unknown(),
                Snapshot.empty(),
                Upstream.none(),
                Ledger.empty(),
                null);
    }

    public Optional<Observed> find(ObjectRef ref) {
        return objects.find(ref);
    }

    public View<R> withRegistration(@Nullable Registration value) {
        return new View<>(cluster, value, complete, contact, objects, upstream, ledger, previous);
    }

    public View<R> withComplete(boolean value) {
        return new View<>(cluster, registration, value, contact, objects, upstream, ledger, previous);
    }

    public View<R> withContact(Contact value) {
        return new View<>(cluster, registration, complete, value, objects, upstream, ledger, previous);
    }

    public View<R> withObjects(Snapshot value) {
        return new View<>(cluster, registration, complete, contact, value, upstream, ledger, previous);
    }

    public View<R> withUpstream(Upstream value) {
        return new View<>(cluster, registration, complete, contact, objects, value, ledger, previous);
    }

    public View<R> withLedger(Ledger value) {
        return new View<>(cluster, registration, complete, contact, objects, upstream, value, previous);
    }

    public View<R> withPrevious(@Nullable R value) {
        return new View<>(cluster, registration, complete, contact, objects, upstream, ledger, value);
    }
}
