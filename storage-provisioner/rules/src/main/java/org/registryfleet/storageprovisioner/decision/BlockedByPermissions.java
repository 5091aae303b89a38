package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Optional;

/** Objects that are not created because RBAC denies seeing whether they already exist. */
final class BlockedByPermissions {

    private BlockedByPermissions() {}

    /** Why the first object is blocked; empty if none is. */
    static Optional<String> of(View<?> view, List<Desired> desired) {
        return desired.stream()
                .flatMap(wanted -> view.obstacle(wanted).map(why -> sentence(wanted, why)).stream())
                .findFirst();
    }

    private static String sentence(Desired desired, String why) {
        return "unable to create %s: %s".formatted(name(desired.ref()), why);
    }

    private static String name(ObjectRef ref) {
        return ref.kind()
                + " "
                + (ref.namespace().isEmpty() ? "" : ref.namespace() + "/")
                + ref.name();
    }
}
