package org.registryfleet.schemas;

import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/**
 * Checks that a record is about what its key names: the field {@code cluster} or, on the topics of
 * the inventory and of policies, the first field.
 */
public final class RecordKeyCheck {

    private static final Set<String> FIRST = Set.of("source", "inventory", "policy", "policies");
    private static final String CLUSTER = "cluster";

    private RecordKeyCheck() {}

    /** The cluster, or other key, that the event is about; empty for a record without one. */
    public static Optional<String> cluster(IndexedRecord event) {
        var schema = event.getSchema();
        var first = schema.getFields().getFirst();
        return Optional.ofNullable(FIRST.contains(first.name()) ? first : schema.getField(CLUSTER))
                .map(field -> event.get(field.pos()))
                .map(Object::toString);
    }

    /**
     * Rejects a record whose key and event disagree.
     *
     * @throws UndecodableEventException when they do
     */
    public static void require(@Nullable String key, SpecificRecord event) {
        disagreement(key, event)
                .ifPresent(
                        why -> {
                            throw new UndecodableEventException(
                                    why, "find out who writes to this topic");
                        });
    }

    /** Why the record must be rejected; empty if key and event agree. */
    public static Optional<String> disagreement(@Nullable String key, SpecificRecord event) {
        if (key == null || key.isEmpty()) {
            return Optional.of("the record has no key; it must be the cluster's id");
        }
        var cluster = cluster(event).orElse("");
        if (cluster.isEmpty()) {
            return Optional.of(
                    "the %s names no cluster, its key is '%s'"
                            .formatted(event.getSchema().getName(), key));
        }
        return cluster.equals(key)
                ? Optional.empty()
                : Optional.of(
                        "the %s is about cluster '%s', its key is '%s'"
                                .formatted(event.getSchema().getName(), cluster, key));
    }
}
