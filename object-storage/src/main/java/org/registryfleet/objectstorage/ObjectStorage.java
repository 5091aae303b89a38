package org.registryfleet.objectstorage;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.s3.S3Executor;

import java.time.Duration;
import java.util.function.Supplier;

/** Hands a bucket to its provider. Closing it closes all connections. */
public final class ObjectStorage implements OutsideExecutor, AutoCloseable {

    private final S3Executor s3;

    /**
     * The digester, which is asked for when it is needed, tells whether the registry's copy of the
     * credentials is the current one.
     */
    public ObjectStorage(Limits limits, Detour detour, Supplier<Digester> digester) {
        s3 = new S3Executor(limits, detour, digester);
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var provider = call.wanted().at("/spec/provider").asText("");
        return switch (provider) {
            case "s3" -> s3.carryOut(call);
            default ->
                    new OutsideAnswer.Failed(
                            true,
                            0,
                            "NotSupported",
                            "no provider is called \"" + provider + "\"",
                            Duration.ZERO);
        };
    }

    @Override
    public void close() {
        s3.close();
    }
}
