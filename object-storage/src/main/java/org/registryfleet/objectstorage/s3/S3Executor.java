package org.registryfleet.objectstorage.s3;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.IdentityTokens.Token;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.WorkloadIdentity;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.function.Supplier;

/** Brings about buckets of S3 with the AWS SDK. */
public final class S3Executor implements OutsideExecutor, AutoCloseable {

    private final Limits limits;
    private final Supplier<Digester> digester;
    private final S3Clients clients;

    public S3Executor(Limits limits, Detour detour, Supplier<Digester> digester) {
        this.limits = limits;
        this.digester = digester;
        this.clients = new S3Clients(limits, detour);
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var wanted = new WantedBucket(call.wanted().path("spec"));
        var account = Account.of(wanted.spec().path("credentials"));
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
            case Token.Unavailable why -> Answers.withoutToken(why);
        };
    }

    private OutsideAnswer carryOut(WantedBucket wanted, Account account, String cluster) {
        try {
            var end = System.nanoTime() + limits.action().toNanos();
            var client = clients.client(wanted, account, cluster);
            var session = new Session(client, wanted, () -> System.nanoTime() < end);
            return wanted.isAbsent()
                    ? new BucketRemoval(session).run()
                    : withDigest(new BucketProvision(session).run(), account);
        } catch (CredentialException noKey) {
            return refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        } catch (IllegalArgumentException | SdkException wrong) {
            return refused("InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    private OutsideAnswer withDigest(OutsideAnswer answer, Account account) {
        if (answer instanceof OutsideAnswer.Done(var status, _, _)) {
            status.put("credentialsDigest", digester.get().digest(account.file()));
        }
        return answer;
    }

    private static OutsideAnswer refused(String reason, String message) {
        return new OutsideAnswer.Failed(true, 0, reason, message, Duration.ZERO);
    }

    @Override
    public void close() {
        clients.close();
    }
}
