package org.registryfleet.scenarios.resource;

/**
 * Where an API server serves a kind.
 *
 * @param plural the name in paths, such as {@code deployments}
 */
public record ScenarioKind(String apiVersion, String kind, String plural, boolean namespaced) {

    /** The API group; empty for the core group. */
    public String group() {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The path of all objects of the kind, in all namespaces. */
    public String listPath() {
        return root() + "/" + plural;
    }

    /**
     * The path of the objects of one namespace; the namespace is ignored for cluster-scoped kinds.
     */
    public String listPath(String namespace) {
        return namespaced ? root() + "/namespaces/" + namespace + "/" + plural : listPath();
    }

    private String root() {
        return (group().isEmpty() ? "/api/" : "/apis/") + apiVersion;
    }
}
