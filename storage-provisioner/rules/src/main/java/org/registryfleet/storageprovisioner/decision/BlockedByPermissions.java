package org.registryfleet.storageprovisioner.decision;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.util.List;
import java.util.Optional;

/** Objects that are not created because the fleet may not see whether they exist. */
final class BlockedByPermissions {

    private BlockedByPermissions() {}

    /** Why the first of them is held back; empty when none is. */
    static Optional<String> of(View<?> view, List<Desired> desired) {
        return desired.stream()
                .filter(view::isHeldBack)
                .findFirst()
                .map(BlockedByPermissions::sentence);
    }

    private static String sentence(Desired desired) {
        return "unable to create %s: %s".formatted(name(desired.ref()), Unreadable.HELD_BACK);
    }

    private static String name(ObjectRef ref) {
        return ref.kind()
                + " "
                + (ref.namespace().isEmpty() ? "" : ref.namespace() + "/")
                + ref.name();
    }
}
