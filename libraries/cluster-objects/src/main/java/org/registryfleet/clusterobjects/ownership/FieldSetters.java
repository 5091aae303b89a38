package org.registryfleet.clusterobjects.ownership;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who set each field of an object last, by its {@code managedFields}. Compact: a pointer stands for
 * everything below it where nobody else has set anything.
 */
public final class FieldSetters {

    /**
     * What one manager has set at one time and nobody after it.
     *
     * @param at null when the API server does not say so
     * @param fields JSON pointers
     */
    public record Setter(String manager, @Nullable Instant at, List<String> fields) {
        public Setter {
            fields = List.copyOf(fields);
        }
    }

    private record Entry(String manager, @Nullable Instant at) {
        boolean isBefore(Entry other) {
            return at == null || (other.at != null && !other.at.isBefore(at));
        }
    }

    private final Map<String, Entry> last = new TreeMap<>();
    private final Map<Entry, List<String>> fields = new LinkedHashMap<>();

    private FieldSetters() {}

    /** Sorted by pointer. */
    public static List<Setter> of(JsonNode object) {
        var setters = new FieldSetters();
        for (var entry : object.at("/metadata/managedFields")) {
            setters.take(entry, object);
        }
        setters.collect("", object);
        return setters.fields.entrySet().stream()
                .map(one -> new Setter(one.getKey().manager(), one.getKey().at(), one.getValue()))
                .toList();
    }

    private void take(JsonNode entry, JsonNode object) {
        var next = new Entry(entry.path("manager").asText("unknown"), time(entry));
        for (var pointer : OwnedFields.leaves(entry, object)) {
            last.merge(pointer, next, (before, after) -> before.isBefore(after) ? after : before);
        }
    }

    private static @Nullable Instant time(JsonNode entry) {
        try {
            return Instant.parse(entry.path("time").asText());
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private void collect(String pointer, JsonNode value) {
        var only = only(pointer, value);
        if (only != null && !pointer.isEmpty()) {
            fields.computeIfAbsent(only, _ -> new ArrayList<>()).add(pointer);
            return;
        }
        for (var name : names(value)) {
            collect(pointer + "/" + escaped(name), child(value, name));
        }
    }

    /** The one who has set the whole value; null when there are several, or nobody is known. */
    private @Nullable Entry only(String pointer, JsonNode value) {
        var own = last.get(pointer);
        if (own != null) {
            return own;
        }
        Entry found = null;
        for (var name : names(value)) {
            var part = only(pointer + "/" + escaped(name), child(value, name));
            if (part == null || (found != null && !found.equals(part))) {
                return null;
            }
            found = part;
        }
        return found;
    }

    private static List<String> names(JsonNode value) {
        var names = new ArrayList<String>();
        if (value.isObject()) {
            value.fieldNames().forEachRemaining(names::add);
            names.remove("managedFields");
            names.sort(null);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    private static JsonNode child(JsonNode value, String name) {
        return value.isArray() ? value.path(Integer.parseInt(name)) : value.path(name);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
