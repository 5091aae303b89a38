package org.registryfleet.clusteraccess.credential;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.CredentialReference.ArgoSecret;
import org.registryfleet.clusteraccess.credential.CredentialReference.HubSecret;
import org.registryfleet.clusteraccess.credential.CredentialReference.InCluster;
import org.registryfleet.clusteraccess.credential.CredentialReference.KubeconfigFile;
import org.registryfleet.clusteraccess.credential.CredentialReference.ManagedServiceAccount;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.clusterobjects.kind.ResourceKind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Reads credentials by reference: kubeconfig files of one folder, Secrets of hub clusters, or the
 * pod's own service account.
 */
public final class Credentials {
    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final ResourceKind SECRET = Kinds.of("v1", "Secret");
    private static final ResourceKind MANAGED_CLUSTER =
            new ResourceKind(
                    "cluster.open-cluster-management.io/v1",
                    "ManagedCluster",
                    "managedclusters",
                    false);
    private static final ResourceKind MANAGED_ACCOUNT =
            new ResourceKind(
                    "authentication.open-cluster-management.io/v1beta1",
                    "ManagedServiceAccount",
                    "managedserviceaccounts",
                    true);

    private final Path folder;
    private final Function<String, ClusterApi> hubs;
    private final InstantSource clock;

    /** Hubs are resolved by name, lazily, when a Secret is read. */
    public Credentials(Path folder, Function<String, ClusterApi> hubs, InstantSource clock) {
        this.folder = folder;
        this.hubs = hubs;
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
            case KubeconfigFile file -> fromFile(file, problem);
            case HubSecret(var hub, var namespace, var name, var key) ->
                    SecretCredential.kubeconfig(
                            object(hub, SECRET, namespace, name, problem),
                            key,
                            problem,
                            clock.instant());
            case ArgoSecret(var hub, var namespace, var name) ->
                    SecretCredential.argo(object(hub, SECRET, namespace, name, problem), problem);
            case ManagedServiceAccount account -> ofServiceAccount(account, problem);
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
        if (!(reference instanceof KubeconfigFile(var fileName, _))) {
            return "";
        }
        var stamp = new StringBuilder(Credential.stamp(folder.resolve(fileName)));
        if (known != null) {
            known.files().forEach(file -> stamp.append(Credential.stamp(file)));
        }
        return stamp.toString();
    }

    /**
     * Follows a Secret of a hub, if that is what the reference names.
     *
     * @param onChange called after every change, on any thread
     * @return ends it
     */
    public Runnable follow(CredentialReference reference, Runnable onChange) {
        return reference instanceof HubSecret secret
                ? SecretWatch.open(hubs.apply(secret.hub()), secret, onChange)::close
                : () -> {};
    }

    /** Now, by the clock that credentials end by. */
    public Instant now() {
        return clock.instant();
    }

    private Credential fromFile(KubeconfigFile reference, String problem) {
        var file = folder.resolve(reference.fileName());
        var stamp = Credential.stamp(file);
        var content = contentOf(file, problem);
        return KubeconfigCredential.read(
                new KubeconfigCredential.Source(content, reference.context(), folder, stamp),
                problem,
                clock.instant());
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

    private Credential ofServiceAccount(ManagedServiceAccount reference, String problem) {
        var hub = reference.hub();
        var cluster = reference.cluster();
        var account = object(hub, MANAGED_ACCOUNT, cluster, reference.account(), problem);
        var name = account.at("/status/tokenSecretRef/name").asText();
        if (name.isEmpty()) {
            throw new CredentialException(
                    problem
                            + ": the ManagedServiceAccount has no token yet; is its agent running?");
        }
        var secret = object(hub, SECRET, cluster, name, problem);
        if (!reference.proxy().isEmpty()) {
            return SecretCredential.token(secret, reference.proxy(), "", problem);
        }
        var config =
                object(hub, MANAGED_CLUSTER, "", cluster, problem)
                        .at("/spec/managedClusterClientConfigs/0");
        return SecretCredential.token(
                secret, config.path("url").asText(), config.path("caBundle").asText(), problem);
    }

    private JsonNode object(
            String hub, ResourceKind kind, String namespace, String name, String problem) {
        return switch (hubs.apply(hub).call(ApiRequest.get(kind.objectPath(namespace, name)))) {
            case ApiResult.Success success -> success.body();
            case ApiResult.Failure failure -> throw unread(kind, failure, problem);
        };
    }

    private static CredentialException unread(
            ResourceKind kind, ApiResult.Failure failure, String problem) {
        var message =
                "%s: the %s cannot be read from the hub cluster: %s"
                        .formatted(problem, kind.kind(), failure.message());
        return failure instanceof ApiResult.Rejected rejected && rejected.code() == 404
                ? CredentialException.gone(message)
                : new CredentialException(message);
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
