package org.registryfleet.simulated.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.FieldError;

import java.util.ArrayList;
import java.util.List;

/** The schema of one custom resource. The tree must not be changed any more. */
public final class StructuralSchema {
    private static final FieldError RULES_SKIPPED =
            new FieldError(
                    "<nil>",
                    "FieldValueInvalid",
                    "Invalid value: null: some validation rules were not checked because the object was invalid; correct the"
                            + " existing errors to complete validation");

    private final ObjectNode root;
    private final boolean hasRules;

    StructuralSchema(ObjectNode root) {
        this.root = root;
        this.hasRules = !root.findValues("x-kubernetes-validations").isEmpty();
    }

    StructuralSchema withoutEnum(String... path) {
        var copy = root.deepCopy();
        JsonNode at = copy;
        for (var step : path) {
            at = at.path("properties").path(step);
        }
        if (at instanceof ObjectNode field) {
            field.remove("enum");
        }
        return new StructuralSchema(copy);
    }

    /** Drops what the schema does not know, then sets the defaults. */
    public void normalise(ObjectNode object) {
        SchemaPruning.pruneRoot(root, object);
        SchemaDefaults.apply(root, object);
    }

    /** What is wrong with the object, in the real server's words. */
    public List<FieldError> complaints(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        new SchemaValidation(errors).check(root, object, "");
        if (hasRules && errors.stream().anyMatch(FieldError::stopsRules)) {
            errors.add(RULES_SKIPPED);
        }
        return errors;
    }
}
