package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ShortText;

/**
 * A field in which an object differs from the desired state.
 *
 * @param pointer JSON pointer into the object
 * @param wanted JSON, truncated; empty when the field is to be absent
 * @param found the observed value, likewise
 */
public record FieldDifference(String pointer, String wanted, String found) {

    static FieldDifference of(String pointer, JsonNode wanted, JsonNode found) {
        return new FieldDifference(pointer, ShortText.of(wanted), ShortText.of(found));
    }
}
