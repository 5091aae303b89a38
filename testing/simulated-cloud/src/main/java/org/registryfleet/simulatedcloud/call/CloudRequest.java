package org.registryfleet.simulatedcloud.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as a provider would have got it.
 *
 * @param query decoded; a parameter without value has an empty one
 * @param headers by lower-case name
 */
public record CloudRequest(
        String method,
        String host,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body; missing when it is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The fields of a form in the body. */
    public Map<String, String> form() {
        return parameters(body);
    }

    public boolean asksFor(String parameter) {
        return query.containsKey(parameter);
    }

    /** Parameters of a query or of a form. */
    public static Map<String, String> parameters(@Nullable String raw) {
        var query = new LinkedHashMap<String, String>();
        if (raw != null && !raw.isEmpty()) {
            for (var pair : raw.split("&", -1)) {
                var halves = pair.split("=", 2);
                query.put(decoded(halves[0]), halves.length > 1 ? decoded(halves[1]) : "");
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
