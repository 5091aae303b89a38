package org.registryfleet.simulatedcloud;

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

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public boolean asksFor(String parameter) {
        return query.containsKey(parameter);
    }
}
