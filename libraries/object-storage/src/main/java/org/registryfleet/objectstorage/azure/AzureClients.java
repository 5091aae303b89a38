package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.WantedStorage;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Client pool by account; clusters with the same account share a client and its tokens. */
final class AzureClients {

    private static final int REPETITIONS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Key of the pool. Must not be logged. */
    private record Key(
            JsonNode credentials,
            ClientAssertion proof,
            String management,
            String audience,
            String login,
            String endpointOverride) {}

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final HttpClient http;
    private final ClientPool<Key, AzureResources> managers = new ClientPool<>(_ -> {});

    AzureClients(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
        this.http =
                new JdkHttpClientBuilder()
                        .connectionTimeout(limits.attempt())
                        .responseTimeout(limits.attempt())
                        .build();
    }

    /**
     * Resource Manager client for accounts and containers, with the platform's service principal.
     */
    AzureResources manager(WantedStorage wanted, ClientAssertion proof, String cluster) {
        var manager = managers.get(key(wanted, proof, cluster), each -> manager(each, cluster));
        return isStack(wanted) ? manager.withVersion(AzureResources.STACK_STORAGE) : manager;
    }

    private Key key(WantedStorage wanted, ClientAssertion proof, String cluster) {
        return new Key(
                wanted.spec().path("credentials"),
                proof,
                wanted.text("resourceManager"),
                audience(wanted),
                wanted.text("login"),
                endpointOverride
                        .of(cluster, host(wanted.text("resourceManager")))
                        .map(URI::toString)
                        .orElse(""));
    }

    private AzureResources manager(Key key, String cluster) {
        var principal = principal(key, cluster);
        var bearer = new BearerTokenAuthenticationPolicy(principal, key.audience() + "/.default");
        return new AzureResources(
                pipeline(cluster, List.of(bearer)),
                key.management()
                        + "/subscriptions/"
                        + URLEncoder.encode(
                                text(key, "azure_subscription_id"), StandardCharsets.UTF_8),
                AzureResources.STORAGE);
    }

    private ServicePrincipal principal(Key key, String cluster) {
        return new ServicePrincipal(
                pipeline(cluster, List.of()),
                key.login(),
                text(key, "azure_tenant_id"),
                text(key, "azure_client_id"),
                key.proof());
    }

    /** Blob client for inspecting a container with the account key. */
    BlobContainerClient container(WantedStorage wanted, String cluster) {
        var account = wanted.text("account");
        var key = wanted.spec().at("/credentials/accountKey").asText("");
        return blobs(wanted, cluster)
                .credential(new StorageSharedKeyCredential(account, key))
                .buildClient()
                .getBlobContainerClient(wanted.text("container"));
    }

    /** Blob client for listing blobs with the service principal. */
    BlobContainerClient reader(WantedStorage wanted, ClientAssertion proof, String cluster) {
        return blobs(wanted, cluster)
                .credential(principal(key(wanted, proof, cluster), cluster))
                .buildClient()
                .getBlobContainerClient(wanted.text("container"));
    }

    /** Client for creating and deleting a container. */
    Containers containers(StorageAccount account, String key, String cluster) {
        return account.isStack()
                ? new StackContainers(
                        stack(account.wanted(), key, cluster), account.wanted().text("container"))
                : new ManagedContainers(account);
    }

    private BlobServiceClient stack(WantedStorage wanted, String key, String cluster) {
        return blobs(wanted, cluster)
                .credential(new StorageSharedKeyCredential(wanted.text("account"), key))
                .buildClient();
    }

    private BlobServiceClientBuilder blobs(WantedStorage wanted, String cluster) {
        var blobs =
                new BlobServiceClientBuilder()
                        .endpoint(
                                "https://"
                                        + wanted.text("account")
                                        + ".blob."
                                        + wanted.text("suffix"))
                        .retryOptions(
                                new RequestRetryOptions(
                                        RetryPolicyType.EXPONENTIAL,
                                        REPETITIONS + 1,
                                        limits.attempt(),
                                        FIRST_PAUSE,
                                        LONGEST_PAUSE,
                                        null))
                        .httpClient(
                                new RedirectingAzureHttpClient(http, endpointOverride, cluster));
        return isStack(wanted) ? blobs.addPolicy(new StackContainers.OldVersion()) : blobs;
    }

    private HttpPipeline pipeline(String cluster, List<HttpPipelinePolicy> more) {
        var policies = new ArrayList<HttpPipelinePolicy>();
        policies.add(new RetryPolicy(new AzureRetries(REPETITIONS, FIRST_PAUSE, LONGEST_PAUSE)));
        policies.addAll(more);
        return new HttpPipelineBuilder()
                .httpClient(new RedirectingAzureHttpClient(http, endpointOverride, cluster))
                .policies(policies.toArray(HttpPipelinePolicy[]::new))
                .build();
    }

    private static boolean isStack(WantedStorage wanted) {
        return wanted.spec().path("isStack").asBoolean(false);
    }

    private static String audience(WantedStorage wanted) {
        var own = wanted.text("audience");
        return own.isEmpty() ? wanted.text("resourceManager") : own;
    }

    private static String text(Key key, String name) {
        return key.credentials().path(name).asText("");
    }

    private static String host(String address) {
        var host = URI.create(address).getHost();
        return host == null ? "" : host;
    }
}
