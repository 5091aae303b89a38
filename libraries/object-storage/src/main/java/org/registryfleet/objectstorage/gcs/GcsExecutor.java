package org.registryfleet.objectstorage.gcs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.WorkloadIdentity;

import java.io.IOException;

/** Executor for buckets of Google Cloud Storage. */
public final class GcsExecutor implements ExternalResourceExecutor {

    private static final String SERVICE_ACCOUNT = "service_account";

    private final ProviderTimeouts limits;
    private final GcsClients clients;
    private final ObjectMapper json = new ObjectMapper();

    public GcsExecutor(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.clients = new GcsClients(limits, endpointOverride);
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var wanted = new WantedStorage(call.wanted().path("spec"));
        var keyFile = wanted.spec().at("/credentials/file").asText("");
        var type = type(keyFile);
        return switch (type) {
            case SERVICE_ACCOUNT -> carryOut(wanted, keyFile, "", call.cluster());
            case ExternalAccount.TYPE ->
                    switch (WorkloadIdentity.token(call)) {
                        case Token.Issued(var token) ->
                                carryOut(wanted, keyFile, token, call.cluster());
                        case Token.Unavailable why -> ExternalResults.withoutToken(why);
                    };
            default ->
                    ExternalResults.refused(
                            "CredentialsNotSupported",
                            "the credentials are of the type \"%s\": only keys of a %s and workload identities (%s) can be used outside the cluster"
                                    .formatted(type, SERVICE_ACCOUNT, ExternalAccount.TYPE));
        };
    }

    private ExternalResourceResult carryOut(
            WantedStorage wanted, String file, String token, String cluster) {
        GcsClient client;
        try {
            client = clients.client(file, token, cluster);
        } catch (IOException | IllegalArgumentException unusable) {
            return ExternalResults.refused(
                    "InvalidCredentials",
                    (token.isEmpty()
                                    ? "the key file of the "
                                            + SERVICE_ACCOUNT
                                            + " holds no usable private key: "
                                    : "the description of the workload identity is not usable: ")
                            + unusable.getMessage());
        }
        var end = System.nanoTime() + limits.action().toNanos();
        return carryOut(new GcsBucket(client, wanted, () -> System.nanoTime() < end));
    }

    private static ExternalResourceResult carryOut(GcsBucket bucket) {
        try {
            return bucket.wanted().isAbsent()
                    ? new GcsRemoval(bucket).run()
                    : new GcsProvision(bucket).run();
        } catch (IOException failure) {
            return GcsRefusals.failed(failure);
        } catch (IllegalArgumentException wrong) {
            return ExternalResults.refused(
                    "InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    /** The type of credentials; empty when they are not JSON. */
    private String type(String keyFile) {
        try {
            return json.readTree(keyFile).path("type").asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
