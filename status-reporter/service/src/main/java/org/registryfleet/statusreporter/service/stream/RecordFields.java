package org.registryfleet.statusreporter.service.stream;

import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Converts the fields of an Avro record to plain values for display. */
final class RecordFields {

    /** Fields that are shown elsewhere or are of no use to readers. */
    private static final Set<String> LEFT_OUT = Set.of("cluster", "decision", "contribution");

    private RecordFields() {}

    static Map<String, Object> of(SpecificRecord record) {
        var facts = new LinkedHashMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value != null && !LEFT_OUT.contains(field.name())) {
                facts.put(field.name(), plain(value));
            }
        }
        return facts;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case SpecificRecord record -> of(record);
            case GenericEnumSymbol<?> symbol -> symbol.toString();
            case Collection<?> items -> list(items);
            case Map<?, ?> map -> map(map);
            case CharSequence text -> text.toString();
            default -> value;
        };
    }

    private static List<Object> list(Collection<? extends @Nullable Object> items) {
        var list = new ArrayList<Object>();
        for (var item : items) {
            if (item != null) {
                list.add(plain(item));
            }
        }
        return list;
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        var plain = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        return plain;
    }
}
