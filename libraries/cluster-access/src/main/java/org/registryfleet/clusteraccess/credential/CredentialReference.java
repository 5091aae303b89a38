package org.registryfleet.clusteraccess.credential;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reference to a credential; never the credential itself. */
public sealed interface CredentialReference {

    /**
     * A file in the configured folder.
     *
     * @param context name of its context; empty for its current context
     */
    record KubeconfigFile(String fileName, String context) implements CredentialReference {
        @Override
        public String toString() {
            return "kubeconfig:" + fileName + (context.isEmpty() ? "" : "#" + context);
        }
    }

    /**
     * A Secret of a hub cluster.
     *
     * @param hub name of the hub; empty for the default one
     * @param key that holds a kubeconfig; empty for the usual keys
     */
    record HubSecret(String hub, String namespace, String name, String key)
            implements CredentialReference {
        @Override
        public String toString() {
            return "secret:" + at(hub) + namespace + "/" + name + (key.isEmpty() ? "" : "#" + key);
        }
    }

    /** A cluster Secret of Argo CD on a hub. */
    record ArgoSecret(String hub, String namespace, String name) implements CredentialReference {
        @Override
        public String toString() {
            return "argocd:" + at(hub) + namespace + "/" + name;
        }
    }

    /**
     * The token of a ManagedServiceAccount on a hub of Open Cluster Management.
     *
     * @param proxy address of the cluster on the hub's cluster-proxy; empty for the cluster's own
     */
    record ManagedServiceAccount(String hub, String cluster, String account, String proxy)
            implements CredentialReference {
        @Override
        public String toString() {
            return "msa:" + at(hub) + cluster + "/" + account + (proxy.isEmpty() ? "" : "@proxy");
        }
    }

    /** The service account of the pod this process runs in. */
    record InCluster() implements CredentialReference {
        @Override
        public String toString() {
            return "in-cluster";
        }
    }

    // names of contexts hold the server and the user: default/api-example-com:6443/kube:admin
    Pattern FILE = Pattern.compile("kubeconfig:([A-Za-z0-9_][A-Za-z0-9._-]*)(?:#(\\S+))?");
    Pattern OBJECT =
            Pattern.compile(
                    "(secret|argocd|msa):(?:([a-z0-9][a-z0-9-]*)/)?([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9.-]*)(?:#([A-Za-z0-9._-]+)|@(proxy))?");

    /** Accepts plain file names only, so that no reference escapes the folder (path traversal). */
    static CredentialReference parse(String text) {
        return parse(text, "");
    }

    /**
     * The same for a cluster with this address, which the credential of a proxy needs.
     *
     * @throws CredentialException when the text is no reference
     */
    static CredentialReference parse(String text, String server) {
        var file = FILE.matcher(text);
        if (file.matches()) {
            return new KubeconfigFile(file.group(1), Objects.requireNonNullElse(file.group(2), ""));
        }
        if (text.equals("in-cluster")) {
            return new InCluster();
        }
        var object = OBJECT.matcher(text);
        var reference = object.matches() ? ofObject(object, server) : null;
        if (reference == null) {
            throw new CredentialException(
                    "'"
                            + text
                            + "' is not a credential reference: write kubeconfig:<file name>,"
                            + " kubeconfig:<file name>#<context>, secret:<namespace>/<name> or"
                            + " in-cluster");
        }
        return reference;
    }

    private static @Nullable CredentialReference ofObject(Matcher object, String server) {
        var hub = Objects.requireNonNullElse(object.group(2), "");
        var namespace = object.group(3);
        var name = object.group(4);
        var key = Objects.requireNonNullElse(object.group(5), "");
        boolean isProxied = object.group(6) != null;
        return switch (object.group(1)) {
            case "secret" -> isProxied ? null : new HubSecret(hub, namespace, name, key);
            case "argocd" ->
                    isProxied || !key.isEmpty() ? null : new ArgoSecret(hub, namespace, name);
            default ->
                    key.isEmpty()
                            ? new ManagedServiceAccount(
                                    hub, namespace, name, isProxied ? server : "")
                            : null;
        };
    }

    private static String at(String hub) {
        return hub.isEmpty() ? "" : hub + "/";
    }
}
