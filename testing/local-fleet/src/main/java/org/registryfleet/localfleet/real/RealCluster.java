package org.registryfleet.localfleet.real;

import io.fabric8.kubernetes.client.internal.SSLUtils;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.Credential;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.clusteraccess.credential.Credentials;
import org.registryfleet.scenarios.cluster.ApiAccess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;

/**
 * The cluster of a kubeconfig, whose text stays where it is.
 *
 * @param folder where the kubeconfig lies
 * @param reference of the kubeconfig inside of the folder
 */
public record RealCluster(Path folder, String reference, ApiAccess access) {

    private static final String BEARER = "Bearer ";

    /**
     * Reads the kubeconfig.
     *
     * @throws CredentialException when there is none or it cannot be used
     */
    public static RealCluster of(Path kubeconfig) {
        var file = kubeconfig.toAbsolutePath().normalize();
        var folder = file.getParent();
        var name = file.getFileName();
        if (folder == null || name == null) {
            throw new CredentialException(kubeconfig + " is not a file");
        }
        var reference = "kubeconfig:" + name;
        var credential =
                new Credentials(folder, RealCluster::noHub, InstantSource.system())
                        .read(CredentialReference.parse(reference), file.toString());
        return new RealCluster(folder, reference, access(credential, file));
    }

    private static ApiAccess access(Credential credential, Path file) {
        var base = credential.server().toString().replaceAll("/+$", "");
        try {
            var tls = base.startsWith("https") ? SSLUtils.sslContext(credential.settings()) : null;
            return new ApiAccess(URI.create(base), tls, token(credential, file));
        } catch (GeneralSecurityException | IOException problem) {
            throw new CredentialException(
                    "%s: the CA or client certificate cannot be used: %s"
                            .formatted(file, problem.getClass().getSimpleName()));
        }
    }

    private static @Nullable String token(Credential credential, Path file) {
        var header = credential.token().authorization();
        if (header.isEmpty()) {
            return null;
        }
        if (!header.startsWith(BEARER)) {
            throw new CredentialException(
                    file + ": scenarios need a token or a client certificate, not a password");
        }
        return header.substring(BEARER.length());
    }

    private static ClusterApi noHub(String hub) {
        throw new CredentialException("a kubeconfig file needs no hub");
    }
}
