package org.registryfleet.simulated.failure;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One complaint about one field, in the real server's words.
 *
 * @param reason the cause's reason, for example FieldValueRequired
 * @param detail the text after the field's path
 */
public record FieldError(String field, String reason, String detail) {
    private static final String REQUIRED = "FieldValueRequired";
    private static final String INVALID = "FieldValueInvalid";
    private static final String TYPE = "FieldValueTypeInvalid";
    private static final String NOT_SUPPORTED = "FieldValueNotSupported";
    private static final String TOO_LONG = "FieldValueTooLong";
    private static final String TOO_MANY = "FieldValueTooMany";

    /** A value that breaks a rule. */
    public static FieldError invalid(String field, JsonNode value, String why) {
        return new FieldError(field, INVALID, "Invalid value: " + value + ": " + why);
    }

    /** A text that breaks a rule. */
    public static FieldError invalid(String field, String value, String why) {
        return new FieldError(field, INVALID, "Invalid value: \"" + value + "\": " + why);
    }

    /** A value of another type than the schema asks for. */
    public static FieldError wrongType(String field, String found, String expected) {
        return new FieldError(
                field,
                TYPE,
                "Invalid value: \""
                        + found
                        + "\": "
                        + field
                        + " in body must be of type "
                        + expected
                        + ": \""
                        + found
                        + "\"");
    }

    /** A value that is missing. */
    public static FieldError required(String field, String why) {
        return new FieldError(
                field, REQUIRED, why.isEmpty() ? "Required value" : "Required value: " + why);
    }

    /** A value outside of a fixed set. */
    public static FieldError notSupported(
            String field, JsonNode value, Collection<String> supported) {
        var list = supported.stream().map(one -> '"' + one + '"').collect(Collectors.joining(", "));
        return new FieldError(
                field,
                NOT_SUPPORTED,
                "Unsupported value: " + value + ": supported values: " + list);
    }

    /** A value that may not be there or may not change. */
    public static FieldError forbidden(String field, String why) {
        return new FieldError(field, "FieldValueForbidden", "Forbidden: " + why);
    }

    /** A value that is there twice. */
    public static FieldError duplicate(String field, JsonNode value) {
        return new FieldError(field, "FieldValueDuplicate", "Duplicate value: " + value);
    }

    /** A text that is too long. */
    public static FieldError tooLong(String field, int limit) {
        return new FieldError(
                field, TOO_LONG, "Too long: may not be more than " + limit + " bytes");
    }

    /** A list that is too long. */
    public static FieldError tooMany(String field, int found, int limit) {
        return new FieldError(
                field, TOO_MANY, "Too many: " + found + ": must have at most " + limit + " items");
    }

    /**
     * Whether the real server skips the validation rules (CEL) of a custom resource because of this
     * error.
     */
    public boolean stopsRules() {
        return switch (reason) {
            case REQUIRED, TYPE, NOT_SUPPORTED, TOO_LONG, TOO_MANY -> true;
            case String other -> false;
        };
    }

    /** The complaint as messages show it. */
    public String text() {
        return field + ": " + detail;
    }
}
