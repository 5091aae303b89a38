package org.registryfleet.clusteraccess.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Base64;

/**
 * Makes an object fit for the log: secret values become keyed digests, {@code managedFields} and
 * the last-applied annotation go. Secret data are decoded first, so a value has one digest whether
 * it stands in a Secret, a variable or a field. Empty values stay empty.
 */
public final class Redaction {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final RedactionRules rules;
    private final Digester digester;

    public Redaction(RedactionRules rules, Digester digester) {
        this.rules = rules;
        this.digester = digester;
    }

    /** By the standard rules. */
    public static JsonNode redact(JsonNode object, Digester digester) {
        return new Redaction(RedactionRules.standard(), digester).redact(object);
    }

    /** A redacted copy; the argument stays as it is. */
    public ObjectNode redact(JsonNode object) {
        if (!(object instanceof ObjectNode original)) {
            throw new IllegalArgumentException("a Kubernetes object is a JSON object");
        }
        var copy = original.deepCopy();
        RedactionRules.SECRET_DATA.replaceIn(copy, this::digestOfBase64);
        rules.places().forEach(place -> place.replaceIn(copy, digester::digest));
        redactFileTexts(copy);
        redactBelow(copy);
        return copy;
    }

    /** Differs when the rules, the key or the given text differ; shows none of them. */
    public String fingerprint(String text) {
        return digester.digest(
                String.join(
                        "\n",
                        text,
                        rules.secretName().pattern(),
                        rules.exemptName().pattern(),
                        rules.places().toString()));
    }

    /** For server messages and other texts that may quote a value. */
    public String redactText(String text) {
        return SecretText.redact(text, digester);
    }

    private String digestOfBase64(String encoded) {
        try {
            return digester.digest(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException notBase64) {
            return digester.digest(encoded);
        }
    }

    private void redactFileTexts(ObjectNode object) {
        if (object.path("kind").asText().equals("ConfigMap")
                && object.get("data") instanceof ObjectNode data) {
            data.properties()
                    .forEach(
                            file ->
                                    file.setValue(
                                            TextNode.valueOf(
                                                    SecretText.redactAssignments(
                                                            file.getValue().asText(), digester))));
        }
    }

    private void redactBelow(JsonNode node) {
        switch (node) {
            case ObjectNode object -> redactFields(object);
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    if (array.get(i).isTextual()) {
                        array.set(i, redactedText(array.get(i)));
                    } else {
                        redactBelow(array.get(i));
                    }
                }
            }
            default -> {}
        }
    }

    private void redactFields(ObjectNode object) {
        object.remove("managedFields");
        redactNamedValue(object);
        for (var field : object.properties()) {
            var value = field.getValue();
            if (!value.isTextual()) {
                if (field.getKey().equals("annotations") && value instanceof ObjectNode marks) {
                    redactAnnotations(marks);
                }
                redactBelow(value);
            } else if (RedactionRules.SECRET_FIELDS.contains(field.getKey())) {
                field.setValue(digestOnce(value));
            } else {
                field.setValue(redactedText(value));
            }
        }
    }

    private void redactNamedValue(ObjectNode object) {
        var name = object.path("name");
        var value = object.path("value");
        if (name.isTextual() && value.isTextual() && rules.isSecretName(name.asText())) {
            object.set("value", digestOnce(value));
        }
    }

    private void redactAnnotations(ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
        for (var annotation : annotations.properties()) {
            if (rules.isSecretName(annotation.getKey())) {
                annotation.setValue(digestOnce(annotation.getValue()));
            }
        }
    }

    private JsonNode redactedText(JsonNode value) {
        var text = value.asText();
        var redacted = SecretText.redact(text, digester);
        return redacted.equals(text) ? value : TextNode.valueOf(redacted);
    }

    // several rules may name one place; a digest of a digest would break comparisons
    private JsonNode digestOnce(JsonNode value) {
        return Digester.isDigest(value.asText())
                ? value
                : PointerPattern.replaced(value, digester::digest);
    }
}
