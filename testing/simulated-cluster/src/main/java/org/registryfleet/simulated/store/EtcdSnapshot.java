package org.registryfleet.simulated.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.resource.ObjectKey;

import java.util.List;
import java.util.function.Function;

/**
 * Everything of a cluster that another start of it must know to go on as the same cluster: uids and
 * versions stay, and watches reach back as far as before. Can be written as JSON.
 *
 * @param revision of the newest change
 * @param compacted up to where changes are forgotten
 * @param identities how many uids and names have been given
 * @param history the changes that are remembered, oldest first
 */
public record EtcdSnapshot(
        long revision,
        long compacted,
        long identities,
        List<ObjectNode> objects,
        List<RetainedChange> history) {

    /** A change; nothing before it when the object was new. */
    public record RetainedChange(
            StoreEvent.Change change, @Nullable ObjectNode before, ObjectNode after) {}

    static EtcdSnapshot of(StoreSnapshot backup, EventHistory history, long identities) {
        return new EtcdSnapshot(
                backup.revision(),
                history.compacted(),
                identities,
                backup.objects().stream().map(StoredObject::toNode).toList(),
                history.after(0).stream().map(EtcdSnapshot::kept).toList());
    }

    private static RetainedChange kept(StoreEvent event) {
        var before = event.before();
        return new RetainedChange(
                event.change(), before == null ? null : before.toNode(), event.after().toNode());
    }

    StoreSnapshot backup(Function<ObjectNode, ObjectKey> keys) {
        return new StoreSnapshot(
                revision, objects.stream().map(object -> stored(object, keys)).toList());
    }

    void fill(EventHistory empty, Function<ObjectNode, ObjectKey> keys) {
        empty.beginAt(compacted);
        for (var kept : history) {
            var before = kept.before() == null ? null : stored(kept.before(), keys);
            empty.add(new StoreEvent(kept.change(), before, stored(kept.after(), keys)));
        }
    }

    private static StoredObject stored(ObjectNode object, Function<ObjectNode, ObjectKey> keys) {
        return new StoredObject(keys.apply(object), object);
    }
}
