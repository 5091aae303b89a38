package org.registryfleet.stage.view;

import java.util.List;

/**
 * What another field manager than the fleet owns of an object.
 *
 * @param fields JSON pointers
 */
public record FieldOwner(String manager, List<String> fields) {

    public FieldOwner {
        fields = List.copyOf(fields);
    }

    /** The field, a part of it, or what it is a part of. */
    boolean owns(String pointer) {
        return fields.stream()
                .anyMatch(
                        field ->
                                field.equals(pointer)
                                        || field.startsWith(pointer + "/")
                                        || pointer.startsWith(field + "/"));
    }
}
