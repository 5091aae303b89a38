package org.registryfleet.simulatedcloud;

import org.registryfleet.simulatedcloud.azure.AzureCloudStore;
import org.registryfleet.simulatedcloud.gcs.GcsStore;
import org.registryfleet.simulatedcloud.s3.S3Store;
import org.registryfleet.simulatedcloud.swift.SwiftCloudStore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The cloud of one simulated cluster. */
public final class CloudSpace {

    private final S3Store s3 = new S3Store();
    private final GcsStore gcs = new GcsStore();
    private final AzureCloudStore azure = new AzureCloudStore();
    private final SwiftCloudStore swift = new SwiftCloudStore();
    private final List<LoggedCall> calls = new CopyOnWriteArrayList<>();

    public S3Store s3() {
        return s3;
    }

    public GcsStore gcs() {
        return gcs;
    }

    public AzureCloudStore azure() {
        return azure;
    }

    public SwiftCloudStore swift() {
        return swift;
    }

    /** Every answered request, in order. */
    public List<LoggedCall> calls() {
        return List.copyOf(calls);
    }

    /** The requests without their bodies: {@code HEAD /bucket 200}. */
    public List<String> targets() {
        return calls.stream().map(LoggedCall::toString).toList();
    }

    CloudReply answer(CloudRequest request) {
        var reply = store(request);
        var parameters = String.join("&", request.query().keySet());
        var target = request.path() + (parameters.isEmpty() ? "" : "?" + parameters);
        calls.add(new LoggedCall(request.method(), target, request.body(), reply.status()));
        return reply;
    }

    private CloudReply store(CloudRequest request) {
        if (AzureCloudStore.serves(request.host())) {
            return azure.answer(request);
        }
        if (SwiftCloudStore.serves(request.host())) {
            return swift.answer(request);
        }
        return request.host().endsWith("googleapis.com") ? gcs.answer(request) : s3.answer(request);
    }
}
