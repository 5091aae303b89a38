package org.registryfleet.audit.difference;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs.
 *
 * @param path as {@code spec.storage.pvc.claim} or {@code status.conditions[Available].status}
 * @param before null when the field was absent
 * @param after null when the field is absent
 */
public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
