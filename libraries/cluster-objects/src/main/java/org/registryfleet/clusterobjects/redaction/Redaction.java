package org.registryfleet.clusterobjects.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Base64;

/**
 * Makes an object safe to publish: replaces secret values by keyed digests and removes {@code
 * managedFields} and the last-applied annotation. ConfigMaps keep only certificates and
 * allow-listed fields. Base64 is decoded first, so that a value has the same digest in a Secret, an
 * environment variable or a field. Empty values stay empty.
 */
public final class Redaction {
    private static final String LAST_APPLIED = "last-applied-configuration";

    private static final PointerPattern BINARY_DATA = PointerPattern.parse("ConfigMap:/binaryData");

    private final RedactionRules rules;
    private final Digester digester;

    public Redaction(RedactionRules rules, Digester digester) {
        this.rules = rules;
        this.digester = digester;
    }

    /** Redacts by the standard rules. */
    public static JsonNode redact(JsonNode object, Digester digester) {
        return new Redaction(RedactionRules.standard(), digester).redact(object);
    }

    /** Returns a redacted copy; does not modify the argument. */
    public ObjectNode redact(JsonNode object) {
        if (!(object instanceof ObjectNode original)) {
            throw new IllegalArgumentException("a Kubernetes object is a JSON object");
        }
        var copy = original.deepCopy();
        RedactionRules.SECRET_DATA.replaceIn(copy, this::digestOfBase64);
        rules.places().forEach(place -> place.replaceIn(copy, digester::digest));
        var isConfigMap = copy.path("kind").asText().equals("ConfigMap");
        var texts = isConfigMap ? copy.remove("data") : null;
        var binaries = isConfigMap ? copy.remove("binaryData") : null;
        redactFields("", copy);
        if (texts != null) {
            copy.set("data", configMapTexts(copy, texts));
        }
        if (binaries != null) {
            copy.set("binaryData", binaries);
            BINARY_DATA.replaceIn(copy, this::digestOfBase64);
        }
        return copy;
    }

    /** Fingerprint of the rules, the key and the given text; reveals none of them. */
    public String fingerprint(String text) {
        return digester.digest(
                String.join(
                        "\n",
                        text,
                        "rules " + RedactionRules.VERSION,
                        ClearText.ALL.toString(),
                        rules.secretName().pattern(),
                        rules.exemptName().pattern(),
                        rules.places().toString()));
    }

    private String digestOfBase64(String encoded) {
        try {
            return digester.digest(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException notBase64) {
            return digester.digest(encoded);
        }
    }

    private JsonNode configMapTexts(ObjectNode configMap, JsonNode texts) {
        for (var text : texts.properties()) {
            var value = text.getValue().asText();
            text.setValue(
                    TextNode.valueOf(
                            ClearText.of(configMap, text.getKey())
                                    .map(clear -> clear.redact(value, digester))
                                    .orElseGet(() -> CertificateText.redact(value, digester))));
        }
        return texts;
    }

    private void redactBelow(String name, JsonNode node) {
        switch (node) {
            case ObjectNode object -> redactFields(name, object);
            case ArrayNode array -> redactElements(name, array);
            default -> {}
        }
    }

    private void redactElements(String name, ArrayNode array) {
        var isCommand = RedactionRules.COMMAND_LINES.contains(name);
        var isValue = false;
        for (var i = 0; i < array.size(); i++) {
            var element = array.get(i);
            if (!element.isTextual()) {
                redactBelow(name, element);
                continue;
            }
            array.set(i, isValue ? digestOnce(element) : redactedText(element));
            isValue = isCommand && announcesSecret(element.textValue());
        }
    }

    /** {@code --password}, whose value is the next word. */
    private boolean announcesSecret(String word) {
        return word.startsWith("-")
                && word.indexOf('=') < 0
                && (rules.isSecretName(word) || RedactionRules.ACCOUNT_FLAGS.contains(word));
    }

    private void redactFields(String name, ObjectNode object) {
        object.remove("managedFields");
        if (name.equals("annotations")) {
            object.properties().removeIf(field -> field.getKey().endsWith(LAST_APPLIED));
        }
        redactNamedValue(object);
        var areWords = RedactionRules.WORDS.contains(name);
        for (var field : object.properties()) {
            var value = field.getValue();
            if (!value.isTextual()) {
                redactBelow(field.getKey(), value);
            } else if (!areWords && rules.isSecretName(field.getKey())) {
                field.setValue(digestOnce(value));
            } else {
                var isProxy =
                        RedactionRules.isProxy(name) || RedactionRules.isProxy(field.getKey());
                field.setValue(isProxy ? address(value) : value);
                field.setValue(redactedText(field.getValue()));
            }
        }
    }

    private void redactNamedValue(ObjectNode object) {
        var name = object.path("name");
        var value = object.path("value");
        if (!name.isTextual() || !value.isTextual()) {
            return;
        }
        if (rules.isSecretName(name.asText())) {
            object.set("value", digestOnce(value));
        } else if (RedactionRules.isProxy(name.asText())) {
            object.set("value", address(value));
        }
    }

    private JsonNode address(JsonNode value) {
        return changed(value, Authorities.address(value.asText(), digester::digest));
    }

    private JsonNode redactedText(JsonNode value) {
        return changed(value, SecretText.redact(value.asText(), digester));
    }

    private static JsonNode changed(JsonNode value, String text) {
        return text.equals(value.asText()) ? value : TextNode.valueOf(text);
    }

    // rules may overlap; a digest of a digest would break comparisons
    private JsonNode digestOnce(JsonNode value) {
        return Digester.isDigest(value.asText())
                ? value
                : PointerPattern.replaced(value, digester::digest);
    }
}
