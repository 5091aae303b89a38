package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Names;
import org.registryfleet.simulated.resource.ResourceType;

/** What the metadata of every object must fulfil. */
final class MetadataChecks {
    private static final String KEY_RULE =
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
                    + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation"
                    + " is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String VALUE_RULE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345',"
                    + " regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private MetadataChecks() {}

    static void check(ResourceType type, ObjectNode object, Complaints complaints) {
        var metadata = object.path("metadata");
        var name = metadata.path("name").asText();
        if (name.isEmpty()) {
            complaints.required("metadata.name", "name or generateName is required");
        } else {
            Names.complaint(type, name)
                    .ifPresent(why -> complaints.invalid("metadata.name", name, why));
        }
        for (var label : metadata.path("labels").properties()) {
            if (!Names.isLabelKey(label.getKey())) {
                complaints.invalid("metadata.labels", label.getKey(), KEY_RULE);
            }
            if (!Names.isLabelValue(label.getValue().asText())) {
                complaints.invalid("metadata.labels", label.getValue(), VALUE_RULE);
            }
        }
        for (var annotation : metadata.path("annotations").properties()) {
            if (!Names.isLabelKey(annotation.getKey())) {
                complaints.invalid("metadata.annotations", annotation.getKey(), KEY_RULE);
            }
        }
        for (var finalizer : metadata.path("finalizers")) {
            if (!Names.isLabelKey(finalizer.asText())) {
                complaints.invalid("metadata.finalizers", finalizer, KEY_RULE);
            }
        }
    }
}
