package org.registryfleet.objectstorage;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.azure.AzureExecutor;
import org.registryfleet.objectstorage.gcs.GcsExecutor;
import org.registryfleet.objectstorage.s3.S3Executor;
import org.registryfleet.objectstorage.swift.SwiftExecutor;

import java.util.function.Supplier;

/** Hands a bucket to its provider. Closing it closes all connections. */
public final class ObjectStorage implements OutsideExecutor, AutoCloseable {

    private final S3Executor s3;
    private final GcsExecutor gcs;
    private final AzureExecutor azure;
    private final SwiftExecutor swift;

    /**
     * The digester, which is asked for when it is needed, tells whether the registry's copy of the
     * credentials is the current one.
     */
    public ObjectStorage(Limits limits, Detour detour, Supplier<Digester> digester) {
        s3 = new S3Executor(limits, detour, digester);
        gcs = new GcsExecutor(limits, detour);
        azure = new AzureExecutor(limits, detour);
        swift = new SwiftExecutor(limits, detour, digester);
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var provider = call.wanted().at("/spec/provider").asText("");
        return switch (provider) {
            case "s3" -> s3.carryOut(call);
            case "gcs" -> gcs.carryOut(call);
            case "azure" -> azure.carryOut(call);
            case "swift" -> swift.carryOut(call);
            default ->
                    Answers.refused("NotSupported", "no provider is called \"" + provider + "\"");
        };
    }

    @Override
    public void close() {
        s3.close();
        swift.close();
    }
}
