package org.registryfleet.objectstorage.azure;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.models.BlobStorageException;

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
import java.io.UncheckedIOException;

/** Executor for Azure Blob Storage containers and their storage accounts. */
public final class AzureExecutor implements ExternalResourceExecutor {

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;

    private final ProviderTimeouts limits;
    private final AzureClients clients;

    public AzureExecutor(ProviderTimeouts limits, EndpointOverride endpointOverride) {
        this.limits = limits;
        this.clients = new AzureClients(limits, endpointOverride);
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var wanted = new WantedStorage(call.wanted().path("spec"));
        try {
            var credentials = wanted.spec().path("credentials");
            if (credentials.has("accountKey")) {
                return look(wanted, call.cluster());
            }
            var secret = credentials.path("azure_client_secret").asText("");
            if (!secret.isEmpty()) {
                return manage(wanted, ClientAssertion.secret(secret), call.cluster());
            }
            return switch (WorkloadIdentity.token(call)) {
                case Token.Issued(var token) ->
                        manage(wanted, ClientAssertion.workloadIdentity(token), call.cluster());
                case Token.Unavailable why -> ExternalResults.withoutToken(why);
            };
        } catch (IllegalArgumentException wrong) {
            return ExternalResults.refused(
                    "InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Only inspects a user's container; one for which the service responds with 4xx counts as not
     * visible.
     */
    private ExternalResourceResult look(WantedStorage wanted, String cluster) {
        try {
            clients.container(wanted, cluster).getProperties();
            return new ExternalResourceResult.Done(ExternalResults.there(false, false));
        } catch (BlobStorageException answer) {
            int status = answer.getStatusCode();
            return status >= FIRST_REFUSAL && status < FIRST_FAULT
                    ? ExternalResults.gone()
                    : refused(RefusedException.of(answer, wanted.text("container")));
        } catch (AzureException | UncheckedIOException failure) {
            return unanswered(failure);
        } catch (RuntimeException failure) {
            return unansweredOr(failure);
        }
    }

    private ExternalResourceResult manage(
            WantedStorage wanted, ClientAssertion proof, String cluster) {
        var end = System.nanoTime() + limits.action().toNanos();
        var account =
                new StorageAccount(
                        clients.manager(wanted, proof, cluster),
                        wanted,
                        () -> System.nanoTime() < end);
        ContainerAccess containers = (of, key) -> clients.containers(of, key, cluster);
        try {
            return wanted.isAbsent()
                    ? new AzureRemoval(account, containers).run()
                    : new AzureProvision(account, containers).run();
        } catch (RefusedException refused) {
            return refused(refused);
        } catch (BlobStorageException answer) {
            return refused(RefusedException.of(answer, wanted.text("container")));
        } catch (IOException | UncheckedIOException | AzureException failure) {
            return unanswered(failure);
        } catch (RuntimeException failure) {
            return unansweredOr(failure);
        }
    }

    /** Reading a response body fails with an exception of Reactor's own. */
    static ExternalResourceResult unansweredOr(RuntimeException failure) {
        if (failure.getCause() instanceof IOException) {
            return unanswered(failure);
        }
        throw failure;
    }

    private static ExternalResourceResult refused(RefusedException refused) {
        return ExternalResults.failed(
                refused.status(),
                "AzureError",
                String.valueOf(refused.getMessage()),
                refused.retryAfter());
    }

    private static ExternalResourceResult unanswered(Exception failure) {
        Throwable root = failure;
        for (var next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        if (root instanceof RefusedException refused) {
            return refused(refused);
        }
        var said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return ExternalResults.failed(0, ExternalResults.UNKNOWN, "no answer from Azure: " + said);
    }
}
