package org.registryfleet.stage.view;

import java.util.List;

/**
 * The fields of an object that another field manager owns.
 *
 * @param fields JSON pointers
 */
public record FieldOwner(String manager, List<String> fields) {

    public FieldOwner {
        fields = List.copyOf(fields);
    }

    /** Whether it owns the field, a part of it, or a parent. */
    boolean owns(String pointer) {
        return fields.stream()
                .anyMatch(
                        field ->
                                field.equals(pointer)
                                        || field.startsWith(pointer + "/")
                                        || pointer.startsWith(field + "/"));
    }
}
