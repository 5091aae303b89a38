package org.registryfleet.clusterobjects.kind;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind with its REST resource.
 *
 * @param plural the resource name in paths, such as {@code configmaps}
 */
public record ResourceKind(String apiVersion, String kind, String plural, boolean namespaced) {

    /** Group of the API; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Path of the collection; of one namespace unless {@code namespace} is empty. */
    public String collectionPath(String namespace) {
        var root = apiVersion.contains("/") ? "/apis/" : "/api/";
        var scope = namespaced && !namespace.isEmpty() ? "/namespaces/" + segment(namespace) : "";
        return root + apiVersion + scope + "/" + plural;
    }

    public String objectPath(String namespace, String name) {
        return collectionPath(namespace) + "/" + segment(name);
    }

    public String statusPath(String namespace, String name) {
        return objectPath(namespace, name) + "/status";
    }

    // RBAC names hold colons, which are legal in a path segment and which API servers log unescaped
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
