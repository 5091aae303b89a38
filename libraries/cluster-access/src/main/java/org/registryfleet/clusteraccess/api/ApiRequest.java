package org.registryfleet.clusteraccess.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One HTTP request to an API server.
 *
 * @param path path and query, beginning with a slash
 * @param accept media type of the response
 * @param body empty for none
 */
public record ApiRequest(
        String method, String path, String accept, String contentType, String body) {
    private static final String JSON = "application/json";
    private static final String METADATA = JSON + ";as=%s;g=meta.k8s.io;v=v1";

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, JSON, "", "");
    }

    /** Query parameters with empty values are left out. */
    public static ApiRequest get(String path, Map<String, String> query) {
        return get(path + queryString(query));
    }

    /** One page of a list; {@code more} is the previous page's continue token, empty at first. */
    public static ApiRequest list(String path, String selector, int limit, String more) {
        var query = new LinkedHashMap<String, String>();
        query.put("fieldSelector", selector);
        query.put("limit", Integer.toString(limit));
        query.put("continue", more);
        return get(path, query);
    }

    public static ApiRequest create(String collectionPath, JsonNode object) {
        return new ApiRequest("POST", collectionPath, JSON, JSON, object.toString());
    }

    public static ApiRequest mergePatch(String objectPath, JsonNode patch) {
        return new ApiRequest(
                "PATCH", objectPath, JSON, "application/merge-patch+json", patch.toString());
    }

    public static ApiRequest delete(String objectPath, JsonNode deleteOptions) {
        return new ApiRequest("DELETE", objectPath, JSON, JSON, deleteOptions.toString());
    }

    /** Requests only the metadata of the object. */
    public ApiRequest forMetadata() {
        return accepting(METADATA.formatted("PartialObjectMetadata"));
    }

    /** Requests only the metadata of the listed objects. */
    public ApiRequest forMetadataList() {
        return accepting(METADATA.formatted("PartialObjectMetadataList"));
    }

    /** Creates and patches name who owns the fields from now on; deletes and reads own nothing. */
    ApiRequest by(String fieldManager) {
        if (!method.equals("POST") && !method.equals("PATCH")) {
            return this;
        }
        var next = path.contains("?") ? "&" : "?";
        return new ApiRequest(
                method, path + next + "fieldManager=" + fieldManager, accept, contentType, body);
    }

    private ApiRequest accepting(String form) {
        return new ApiRequest(method, path, form, contentType, body);
    }

    static String queryString(Map<String, String> query) {
        var text =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return text.isEmpty() ? "" : "?" + text;
    }

    /** The path without its query. */
    String collection() {
        var query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Bodies may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
