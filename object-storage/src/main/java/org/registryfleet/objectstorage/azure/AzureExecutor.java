package org.registryfleet.objectstorage.azure;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.models.BlobStorageException;

import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.Wanted;
import org.registryfleet.objectstorage.WorkloadIdentity;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Brings about containers of Azure Blob Storage and the accounts that they are in. */
public final class AzureExecutor implements OutsideExecutor {

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;

    private final Limits limits;
    private final AzureClients clients;

    public AzureExecutor(Limits limits, Detour detour) {
        this.limits = limits;
        this.clients = new AzureClients(limits, detour);
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var wanted = new Wanted(call.wanted().path("spec"));
        try {
            var credentials = wanted.spec().path("credentials");
            if (credentials.has("accountKey")) {
                return look(wanted, call.cluster());
            }
            var secret = credentials.path("azure_client_secret").asText("");
            if (!secret.isEmpty()) {
                return manage(wanted, Proof.secret(secret), call.cluster());
            }
            return switch (WorkloadIdentity.token(call)) {
                case Token.Issued(var token) ->
                        manage(wanted, Proof.workloadIdentity(token), call.cluster());
                case Token.Unavailable why -> Answers.withoutToken(why);
            };
        } catch (IllegalArgumentException wrong) {
            return Answers.refused("InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    /** The user's container is only looked at: one that is refused is one that is not seen. */
    private OutsideAnswer look(Wanted wanted, String cluster) {
        try {
            clients.container(wanted, cluster).getProperties();
            return new OutsideAnswer.Done(Answers.there(false, false));
        } catch (BlobStorageException answer) {
            int status = answer.getStatusCode();
            return status >= FIRST_REFUSAL && status < FIRST_FAULT
                    ? Answers.gone()
                    : refused(RefusedException.of(answer, wanted.text("container")));
        } catch (AzureException | UncheckedIOException failure) {
            return unanswered(failure);
        } catch (RuntimeException failure) {
            return unansweredOr(failure);
        }
    }

    private OutsideAnswer manage(Wanted wanted, Proof proof, String cluster) {
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

    /** Reading the body of an answer fails with an exception of Reactor's own. */
    static OutsideAnswer unansweredOr(RuntimeException failure) {
        if (failure.getCause() instanceof IOException) {
            return unanswered(failure);
        }
        throw failure;
    }

    private static OutsideAnswer refused(RefusedException refused) {
        return Answers.failed(
                refused.status(),
                "AzureError",
                String.valueOf(refused.getMessage()),
                refused.retryAfter());
    }

    private static OutsideAnswer unanswered(Exception failure) {
        Throwable root = failure;
        for (var next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        if (root instanceof RefusedException refused) {
            return refused(refused);
        }
        var said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return Answers.failed(0, Answers.UNKNOWN, "no answer from Azure: " + said);
    }
}
