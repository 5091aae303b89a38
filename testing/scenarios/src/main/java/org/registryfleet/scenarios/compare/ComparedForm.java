package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes out of both sides what is no part of the contract: checksums, wording of messages. */
final class ComparedForm {

    private static final Set<String> CHECKSUMS =
            Set.of(
                    "imageregistry.operator.openshift.io/checksum",
                    "imageregistry.operator.openshift.io/dependencies-checksum",
                    "operator.openshift.io/spec-hash");

    private static final List<String> METADATA =
            List.of(
                    "/metadata",
                    "/spec/template/metadata",
                    "/spec/jobTemplate/metadata",
                    "/spec/jobTemplate/spec/template/metadata");

    private ComparedForm() {}

    static ObjectNode expected(ObjectNode normal) {
        return reduced(normal);
    }

    /** Annotations that the rules let pass are removed where they are not expected. */
    static ObjectNode observed(ObjectNode normal, ObjectNode expected, ComparisonRules rules) {
        var form = reduced(normal);
        for (var place : METADATA) {
            var wanted = expected.at(place).path("annotations");
            removeAnnotations(
                    form.at(place),
                    annotation -> rules.isExtraAnnotation(annotation) && !wanted.has(annotation));
        }
        return form;
    }

    private static ObjectNode reduced(ObjectNode normal) {
        var form = normal.deepCopy();
        METADATA.forEach(place -> removeAnnotations(form.at(place), CHECKSUMS::contains));
        for (var condition : form.path("status").path("conditions")) {
            if (condition instanceof ObjectNode fields && fields.has("message")) {
                fields.put("message", "<any text>");
            }
        }
        if (form.path("status").isObject() && form.path("status").isEmpty()) {
            form.remove("status");
        }
        return form;
    }

    private static void removeAnnotations(JsonNode metadata, Predicate<String> which) {
        if (!(metadata.path("annotations") instanceof ObjectNode annotations)) {
            return;
        }
        var names = new ArrayList<String>();
        annotations.fieldNames().forEachRemaining(names::add);
        annotations.remove(names.stream().filter(which).toList());
        if (annotations.isEmpty() && metadata instanceof ObjectNode parent) {
            parent.remove("annotations");
        }
    }
}
