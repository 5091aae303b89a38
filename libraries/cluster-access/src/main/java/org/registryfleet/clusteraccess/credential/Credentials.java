package org.registryfleet.clusteraccess.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.CredentialReference.HubSecret;
import org.registryfleet.clusteraccess.credential.CredentialReference.InCluster;
import org.registryfleet.clusteraccess.credential.CredentialReference.KubeconfigFile;
import org.registryfleet.clusterobjects.kind.Kinds;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Reads credentials by reference: kubeconfig files of one folder, Secrets of the hub cluster, or
 * the pod's own service account.
 */
public final class Credentials {
    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Path folder;
    private final Supplier<ClusterApi> hub;
    private final InstantSource clock;

    /** The hub is resolved lazily, when a Secret is read. */
    public Credentials(Path folder, Supplier<ClusterApi> hub, InstantSource clock) {
        this.folder = folder;
        this.hub = hub;
        this.clock = clock;
    }

    /**
     * Reads the credential.
     *
     * @param problem prefix of every error message: cluster and reference
     * @throws CredentialException when it does not exist or cannot be used
     */
    public Credential read(CredentialReference reference, String problem) {
        return switch (reference) {
            case KubeconfigFile(var fileName) -> fromFile(folder.resolve(fileName), problem);
            case HubSecret secret -> fromSecret(secret, problem);
            case InCluster() -> ownServiceAccount(problem);
        };
    }

    /**
     * Modification stamp of a kubeconfig file and of the files it names; constant for other
     * references.
     *
     * @param known what was read last; null when nothing has been
     */
    public String stamp(CredentialReference reference, @Nullable Credential known) {
        if (!(reference instanceof KubeconfigFile(var fileName))) {
            return "";
        }
        var stamp = new StringBuilder(Credential.stamp(folder.resolve(fileName)));
        if (known != null) {
            known.files().forEach(file -> stamp.append(Credential.stamp(file)));
        }
        return stamp.toString();
    }

    /**
     * Follows a Secret of the hub, if that is what the reference names.
     *
     * @param onChange called after every change, on any thread
     * @return ends it
     */
    public Runnable follow(CredentialReference reference, Runnable onChange) {
        return reference instanceof HubSecret secret
                ? SecretWatch.open(hub.get(), secret, onChange)::close
                : () -> {};
    }

    /** Now, by the clock that credentials end by. */
    public Instant now() {
        return clock.instant();
    }

    private Credential fromFile(Path file, String problem) {
        var stamp = Credential.stamp(file);
        return KubeconfigCredential.read(
                contentOf(file, problem), folder, stamp, problem, clock.instant());
    }

    private String contentOf(Path file, String problem) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw CredentialException.gone(
                    "%s: there is no such file in the credential folder %s; put it there or correct the registration"
                            .formatted(problem, folder));
        } catch (IOException e) {
            throw new CredentialException(
                    "%s: the file in %s cannot be read (%s)"
                            .formatted(problem, folder, e.getClass().getSimpleName()));
        }
    }

    private Credential fromSecret(HubSecret reference, String problem) {
        var path = Kinds.of("v1", "Secret").objectPath(reference.namespace(), reference.name());
        var secret =
                switch (hub.get().call(ApiRequest.get(path))) {
                    case ApiResult.Success success -> success.body();
                    case ApiResult.Failure failure -> throw unread(failure, problem);
                };
        var kubeconfig = value(secret, "kubeconfig", problem);
        if (!kubeconfig.isEmpty()) {
            return KubeconfigCredential.read(kubeconfig, null, "", problem, clock.instant());
        }
        return fromParts(secret, problem);
    }

    private static CredentialException unread(ApiResult.Failure failure, String problem) {
        var message =
                problem + ": the Secret cannot be read from the hub cluster: " + failure.message();
        return failure instanceof ApiResult.Rejected rejected && rejected.code() == 404
                ? CredentialException.gone(message)
                : new CredentialException(message);
    }

    private static Credential fromParts(JsonNode secret, String problem) {
        var server = value(secret, "server", problem).strip();
        var token = value(secret, "token", problem);
        if (server.isEmpty() || token.isEmpty() || URI.create(server).getHost() == null) {
            throw new CredentialException(
                    problem + ": the Secret needs the key kubeconfig, or server, token and ca.crt");
        }
        var config = Config.empty();
        config.setMasterUrl(server);
        config.setCaCertData(secret.path("data").path("ca.crt").asText(null));
        ClientCertificate.requireAuthority(config, problem);
        return Credential.of(
                config,
                TokenSource.bearer(token),
                Credential.version(secret.path("data").toString()),
                TokenExpiry.of(token));
    }

    private static String value(JsonNode secret, String key, String problem) {
        try {
            return new String(
                    Base64.getMimeDecoder().decode(secret.path("data").path(key).asText()), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CredentialException(problem + ": the key " + key + " is not base64");
        }
    }

    private static Credential ownServiceAccount(String problem) {
        var host = System.getenv("KUBERNETES_SERVICE_HOST");
        var port = System.getenv("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw new CredentialException(
                    problem
                            + ": this process does not run in a cluster; use kubeconfig:<file"
                            + " name>");
        }
        try {
            var config = Config.empty();
            config.setMasterUrl(
                    "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            config.setCaCertFile(SERVICE_ACCOUNT.resolve("ca.crt").toString());
            var token = new FileToken(SERVICE_ACCOUNT.resolve("token"));
            return Credential.of(config, token, Credential.version(config.getMasterUrl()), null);
        } catch (IOException e) {
            throw new CredentialException(
                    problem
                            + ": no service account token is mounted; set"
                            + " automountServiceAccountToken or mount one");
        }
    }
}
