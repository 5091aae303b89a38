package org.registryfleet.clusteraccess.credential;

import org.registryfleet.clusteraccess.api.CredentialException;

import java.util.regex.Pattern;

/** Reference to a credential; never the credential itself. */
public sealed interface CredentialReference {

    /** A file in the configured folder. */
    record KubeconfigFile(String fileName) implements CredentialReference {
        @Override
        public String toString() {
            return "kubeconfig:" + fileName;
        }
    }

    /** A Secret of the hub cluster. */
    record HubSecret(String namespace, String name) implements CredentialReference {
        @Override
        public String toString() {
            return "secret:" + namespace + "/" + name;
        }
    }

    /** The service account of the pod this process runs in. */
    record InCluster() implements CredentialReference {
        @Override
        public String toString() {
            return "in-cluster";
        }
    }

    Pattern FILE = Pattern.compile("kubeconfig:([A-Za-z0-9_][A-Za-z0-9._-]*)");
    Pattern SECRET = Pattern.compile("secret:([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9.-]*)");

    /** Accepts plain file names only, so that no reference escapes the folder (path traversal). */
    static CredentialReference parse(String text) {
        var file = FILE.matcher(text);
        if (file.matches()) {
            return new KubeconfigFile(file.group(1));
        }
        var secret = SECRET.matcher(text);
        if (secret.matches()) {
            return new HubSecret(secret.group(1), secret.group(2));
        }
        if (text.equals("in-cluster")) {
            return new InCluster();
        }
        throw new CredentialException(
                "'"
                        + text
                        + "' is not a credential reference: write kubeconfig:<file name>,"
                        + " secret:<namespace>/<name> or in-cluster");
    }
}
