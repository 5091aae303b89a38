package org.registryfleet.statusreporter.service.stream;

import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.UnreadableKind;
import org.registryfleet.events.UnreadableReason;

import java.util.List;

/** The rights to read that a watch has found missing, in the words of RBAC. */
final class MissingRights {

    private MissingRights() {}

    static List<String> of(Observation synced) {
        return synced.getUnreadable().stream()
                .filter(one -> one.getReason() == UnreadableReason.FORBIDDEN)
                .map(UnreadableKind::getWatched)
                .map(MissingRights::text)
                .distinct()
                .toList();
    }

    private static String text(ObjectKey watched) {
        var kind = Kinds.find(watched.getApiVersion(), watched.getKind());
        var resource =
                kind == null
                        ? watched.getKind()
                        : kind.plural() + (kind.group().isEmpty() ? "" : "." + kind.group());
        return "list and watch %s%s%s"
                .formatted(
                        resource,
                        watched.getName().isEmpty() ? "" : " " + watched.getName(),
                        watched.getNamespace().isEmpty() ? "" : " in " + watched.getNamespace());
    }
}
