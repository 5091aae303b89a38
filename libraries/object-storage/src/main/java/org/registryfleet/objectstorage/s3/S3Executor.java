package org.registryfleet.objectstorage.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.WorkloadIdentity;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.function.Supplier;

/** Executor for S3 buckets, with the AWS SDK. */
public final class S3Executor implements ExternalResourceExecutor, AutoCloseable {

    private final ProviderTimeouts limits;
    private final Supplier<Digester> digester;
    private final S3Clients clients;

    public S3Executor(
            ProviderTimeouts limits,
            EndpointOverride endpointOverride,
            Supplier<Digester> digester) {
        this.limits = limits;
        this.digester = digester;
        this.clients = new S3Clients(limits, endpointOverride);
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var wanted = new WantedS3Bucket(call.wanted().path("spec"));
        var account = S3Account.of(wanted.spec().path("credentials"));
        if (account.hasKeys()) {
            return carryOut(wanted, account, call.cluster());
        }
        if (!account.hasRole()) {
            return refused(
                    "CredentialsNotSupported",
                    "the credentials hold neither a key pair nor a role_arn with a"
                            + " web_identity_token_file");
        }
        return switch (WorkloadIdentity.token(call)) {
            case Token.Issued(var token) -> carryOut(wanted, account.with(token), call.cluster());
            case Token.Unavailable why -> ExternalResults.withoutToken(why);
        };
    }

    private ExternalResourceResult carryOut(
            WantedS3Bucket wanted, S3Account account, String cluster) {
        if (wanted.isInside()) {
            return withDigest(unchecked(wanted), account);
        }
        try {
            var end = System.nanoTime() + limits.action().toNanos();
            var client = clients.client(wanted, account, cluster);
            var session = new S3Session(client, wanted, () -> System.nanoTime() < end);
            return wanted.isAbsent()
                    ? new BucketRemoval(session).run()
                    : withDigest(new BucketProvision(session).run(), account);
        } catch (CredentialException noKey) {
            return refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        } catch (IllegalArgumentException | SdkException wrong) {
            return refused("InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    /** Only the cluster itself reaches the store: what is there stays as the user made it. */
    static ExternalResourceResult unchecked(WantedS3Bucket wanted) {
        if (wanted.isAbsent()) {
            return refused(
                    "NotReachable",
                    "the bucket %s can be reached from inside the cluster only: delete it there"
                            .formatted(wanted.bucket()));
        }
        return new ExternalResourceResult.Done(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("exists", true)
                        .put("created", false)
                        .put("managed", false)
                        .put("unchecked", true));
    }

    private ExternalResourceResult withDigest(ExternalResourceResult answer, S3Account account) {
        if (answer instanceof ExternalResourceResult.Done(var status, _, _)) {
            status.put("credentialsDigest", digester.get().digest(account.file()));
        }
        return answer;
    }

    private static ExternalResourceResult refused(String reason, String message) {
        return new ExternalResourceResult.Failed(true, 0, reason, message, Duration.ZERO);
    }

    @Override
    public void close() {
        clients.close();
    }
}
