package org.registryfleet.simulated.server;

import java.util.List;

/**
 * A path below a cluster's URL, taken apart; what is not there is empty.
 *
 * @param apiVersion for example {@code v1} or {@code apps/v1}
 */
record ApiPath(
        String apiVersion, String plural, String namespace, String name, String subresource) {

    /** A path that names no resource: discovery and the like. */
    static final ApiPath NONE = new ApiPath("", "", "", "", "");

    static ApiPath of(List<String> segments) {
        if (segments.size() >= 3 && segments.getFirst().equals("api")) {
            return resource(segments.get(1), segments.subList(2, segments.size()));
        }
        if (segments.size() >= 4 && segments.getFirst().equals("apis")) {
            return resource(
                    segments.get(1) + "/" + segments.get(2), segments.subList(3, segments.size()));
        }
        return NONE;
    }

    boolean isResource() {
        return !plural.isEmpty();
    }

    private static ApiPath resource(String apiVersion, List<String> rest) {
        var inNamespace =
                rest.size() >= 3
                        && rest.getFirst().equals("namespaces")
                        && !isNamespacePart(rest.get(2));
        var namespace = inNamespace ? rest.get(1) : "";
        var own = inNamespace ? rest.subList(2, rest.size()) : rest;
        return new ApiPath(apiVersion, at(own, 0), namespace, at(own, 1), at(own, 2));
    }

    private static boolean isNamespacePart(String segment) {
        return segment.equals("status") || segment.equals("finalize");
    }

    private static String at(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }
}
