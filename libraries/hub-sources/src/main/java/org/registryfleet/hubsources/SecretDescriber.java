package org.registryfleet.hubsources;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.Credential;
import org.registryfleet.clusteraccess.credential.SecretCredential;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.inventory.source.ClusterEndpoint;
import org.registryfleet.inventory.source.SecretContents;
import org.registryfleet.inventory.source.SecretFormat;
import org.registryfleet.inventory.source.ServerAddress;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes the credential in a Secret. Reads it by the code that will open it, so what can be
 * described can be opened.
 */
final class SecretDescriber {
    // of a token the address stands elsewhere
    private static final String ELSEWHERE = "https://elsewhere";

    private final SecretFormat format;
    private final Digester digester;
    private final InstantSource clock;

    SecretDescriber(SecretFormat format, Digester digester, InstantSource clock) {
        this.format = format;
        this.digester = digester;
        this.clock = clock;
    }

    SecretContents describe(JsonNode secret) {
        var texts = format == SecretFormat.ARGOCD ? texts(secret) : Map.<String, String>of();
        try {
            var credential =
                    switch (format) {
                        case ARGOCD -> SecretCredential.argo(secret, "");
                        case KUBECONFIG ->
                                SecretCredential.kubeconfig(secret, "", "", clock.instant());
                        case TOKEN -> SecretCredential.token(secret, ELSEWHERE, "", "");
                    };
            var server = credential.settings().getMasterUrl();
            var fault = ServerAddress.fault(server);
            return new SecretContents(
                    fault.isEmpty() ? endpoint(credential, server) : ClusterEndpoint.of(""),
                    texts,
                    fault);
        } catch (CredentialException unusable) {
            return new SecretContents(ClusterEndpoint.of(""), texts, problem(unusable));
        }
    }

    private ClusterEndpoint endpoint(Credential credential, String server) {
        var header = credential.token().authorization();
        var certificate = credential.settings().getClientCertData();
        boolean hasCertificate = certificate != null && !certificate.isEmpty();
        return new ClusterEndpoint(
                "",
                ServerAddress.canonical(server),
                credential.authority(),
                hasCertificate ? "CLIENT_CERTIFICATE" : kind(header),
                credential.ends(),
                digester.digest(credential.version()));
    }

    /** What is no secret in a Secret of Argo CD. */
    private static Map<String, String> texts(JsonNode secret) {
        var texts = new TreeMap<String, String>();
        for (var key : new String[] {"name", "server", "namespaces", "clusterResources"}) {
            try {
                var text = SecretCredential.value(secret, key, "");
                if (!text.isEmpty() && !(key.equals("server") && hasLogin(text))) {
                    texts.put(key, text);
                }
            } catch (CredentialException notBase64) {
                // the credential's own reading says so
            }
        }
        return texts;
    }

    private static boolean hasLogin(String server) {
        return !ServerAddress.fault(server).isEmpty();
    }

    /** A word, a colon and what to do. */
    private static String problem(CredentialException unusable) {
        var message = String.valueOf(unusable.getMessage()).replaceFirst("^: ", "");
        if (message.matches("(?s)[A-Z][A-Za-z]+: .*")) {
            return message;
        }
        var word = message.contains("'exec'") ? "ExecInSecret" : "NoCredential";
        return word + ": " + message;
    }

    private static String kind(String header) {
        if (header.isEmpty()) {
            return "NONE";
        }
        return header.startsWith("Basic ") ? "BASIC" : "TOKEN";
    }
}
