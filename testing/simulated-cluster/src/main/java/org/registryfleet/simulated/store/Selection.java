package org.registryfleet.simulated.store;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.resource.FieldSelector;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.LabelSelector;
import org.registryfleet.simulated.resource.ResourceType;

/**
 * The objects that a list or a watch is about.
 *
 * @param namespace empty for all namespaces
 */
public record Selection(
        ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {

    /** All objects of a kind. */
    public static Selection all(ResourceType type) {
        return new Selection(type, "", LabelSelector.ALL, FieldSelector.ALL);
    }

    /** Whether a selector leaves out objects. */
    public boolean isFiltered() {
        return !labels.isAll() || !fields.isAll();
    }

    /** Whether the object belongs to the selection. */
    public boolean matches(StoredObject object) {
        var key = object.key();
        return key.type().equals(type)
                && (namespace.isEmpty() || namespace.equals(key.namespace()))
                && labels.matches(object.labels())
                && fields.matches(key, field -> field(object, field));
    }

    /**
     * The event as a watch of this selection sees it, or null when it does not: an object that
     * starts to match is added, one that stops to match is deleted.
     */
    public @Nullable StoreEvent seen(StoreEvent event) {
        var before = event.before();
        var matched = before != null && matches(before);
        if (event.change() == StoreEvent.Change.DELETED) {
            return matched ? event : null;
        }
        if (matches(event.after())) {
            var change = matched ? StoreEvent.Change.MODIFIED : StoreEvent.Change.ADDED;
            return new StoreEvent(change, before, event.after());
        }
        return before != null && matched
                ? new StoreEvent(StoreEvent.Change.DELETED, before, before.at(event.revision()))
                : null;
    }

    private static String field(StoredObject object, String field) {
        var text = Json.text(object.toNode(), field.split("\\."));
        return text == null ? "" : text;
    }
}
