package org.registryfleet.simulatedcloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

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
        return SimulatedCloud.parameters(body);
    }

    public boolean asksFor(String parameter) {
        return query.containsKey(parameter);
    }
}
