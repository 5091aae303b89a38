package org.registryfleet.clusterwatcher.service.resume;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.ObjectKey;

/** Keys of watches in markers and checkpoints. */
public final class WatchKeys {

    private WatchKeys() {}

    /** The key of a watch; without a name when it covers all objects of its kind. */
    public static ObjectKey of(WatchedKind watched) {
        var kind = watched.kind();
        return new ObjectKey(kind.apiVersion(), kind.kind(), watched.namespace(), watched.name());
    }

    /** Describes a key as {@link WatchedKind#description()} describes its watch. */
    public static String description(ObjectKey key) {
        return WatchedKind.description(key.getKind(), key.getNamespace(), key.getName());
    }
}
