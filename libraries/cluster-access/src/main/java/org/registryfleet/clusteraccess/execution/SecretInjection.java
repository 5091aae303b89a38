package org.registryfleet.clusteraccess.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.events.Substitution;
import org.registryfleet.events.ValueEncoding;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;

/** Replaces the digests in a body by secret values, right before the call. */
final class SecretInjection {

    private SecretInjection() {}

    /**
     * Rejects a body that still holds a digest afterwards: writing it would overwrite a secret with
     * its digest.
     */
    static ResolvedBody fill(
            ObjectNode body, List<Substitution> substitutions, SecretResolver sources) {
        var secrets = new LinkedHashSet<String>();
        try {
            for (var substitution : substitutions) {
                var value = sources.value(substitution);
                secrets.add(new String(value, UTF_8));
                put(body, substitution, value);
            }
        } catch (SecretResolver.Unavailable e) {
            return e.why();
        }
        return holdsDigest(body)
                ? new ResolvedBody.Wrong(
                        "the body holds the digest of a secret that nothing replaces")
                : new ResolvedBody.Ready(body, secrets);
    }

    private static void put(ObjectNode body, Substitution substitution, byte[] value)
            throws SecretResolver.Unavailable {
        var text =
                substitution.getEncoding() == ValueEncoding.BASE64
                        ? Base64.getEncoder().encodeToString(value)
                        : new String(value, UTF_8);
        var pointer = pointer(substitution.getPointer());
        if (SecretResolver.isAppended(substitution)) {
            text = body.at(pointer).asText() + "\n" + text;
        }
        var parent = pointer.head() == null ? body : body.at(pointer.head());
        switch (parent) {
            case ObjectNode object -> object.put(pointer.last().getMatchingProperty(), text);
            case ArrayNode array when array.has(pointer.last().getMatchingIndex()) ->
                    array.set(pointer.last().getMatchingIndex(), TextNode.valueOf(text));
            default -> throw wrong(substitution.getPointer());
        }
    }

    private static JsonPointer pointer(String text) throws SecretResolver.Unavailable {
        try {
            var pointer = JsonPointer.compile(text);
            if (!pointer.matches()) {
                return pointer;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static SecretResolver.Unavailable wrong(String pointer) {
        return new SecretResolver.Unavailable(
                new ResolvedBody.Wrong(
                        "the body has no place '" + pointer + "' for a secret value"));
    }

    private static boolean holdsDigest(JsonNode node) {
        if (node.isTextual()) {
            return Digester.holdsDigest(node.asText());
        }
        for (var child : node) {
            if (holdsDigest(child)) {
                return true;
            }
        }
        return false;
    }
}
