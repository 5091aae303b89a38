package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulated.failure.FieldError;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with an object. */
final class Complaints {
    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return errors;
    }

    void invalid(String field, JsonNode value, String why) {
        errors.add(FieldError.invalid(field, value, why));
    }

    void invalid(String field, String value, String why) {
        errors.add(FieldError.invalid(field, value, why));
    }

    void required(String field, String why) {
        errors.add(FieldError.required(field, why));
    }

    void forbidden(String field, String why) {
        errors.add(FieldError.forbidden(field, why));
    }

    void add(FieldError error) {
        errors.add(error);
    }

    /** Complains when the text is there and not one of these. */
    void oneOf(String field, JsonNode value, Collection<String> supported) {
        if (!value.isMissingNode() && !supported.contains(value.asText())) {
            errors.add(FieldError.notSupported(field, value, supported));
        }
    }

    /** Complains when the text is missing or empty. */
    boolean present(String field, JsonNode value) {
        if (value.asText("").isEmpty() && !value.isContainerNode()) {
            required(field, "");
            return false;
        }
        return true;
    }

    /** Complains when a number is there and below zero. */
    void notNegative(String field, JsonNode value) {
        if (value.isNumber() && value.asLong() < 0) {
            invalid(field, value, "must be greater than or equal to 0");
        }
    }

    /** Complains when a value that may not change has changed. */
    void unchanged(String field, JsonNode old, JsonNode next, String why) {
        if (!old.equals(next)) {
            invalid(field, next, why);
        }
    }
}
