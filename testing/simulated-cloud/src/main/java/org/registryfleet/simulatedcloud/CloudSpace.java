package org.registryfleet.simulatedcloud;

import org.registryfleet.simulatedcloud.azure.AzureCloudStore;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.call.Federation;
import org.registryfleet.simulatedcloud.gcs.SimulatedGcs;
import org.registryfleet.simulatedcloud.ibm.IbmCloudStore;
import org.registryfleet.simulatedcloud.s3.SimulatedS3;
import org.registryfleet.simulatedcloud.sts.StsStore;
import org.registryfleet.simulatedcloud.swift.SwiftCloudStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The cloud of one simulated cluster. */
public final class CloudSpace {

    private static final int TOO_MANY = 429;

    private final Federation federation = new Federation();
    private final StsStore sts = new StsStore(federation);
    private final SimulatedS3 s3 = new SimulatedS3();
    private final SimulatedGcs gcs = new SimulatedGcs(federation);
    private final AzureCloudStore azure = new AzureCloudStore(federation);
    private final SwiftCloudStore swift = new SwiftCloudStore();
    private final IbmCloudStore ibm = new IbmCloudStore();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Map<String, String> faultHeaders = Map.of();
    private final Queue<LoggedCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<CloudRequest> requests = new ConcurrentLinkedQueue<>();

    /** Which service accounts of the cluster are trusted. */
    public Federation federation() {
        return federation;
    }

    public StsStore sts() {
        return sts;
    }

    public SimulatedS3 s3() {
        return s3;
    }

    public SimulatedGcs gcs() {
        return gcs;
    }

    public AzureCloudStore azure() {
        return azure;
    }

    public IbmCloudStore ibm() {
        return ibm;
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

    /** From now on a busy answer (429, 503) has this header, too, such as Retry-After. */
    public void busyWith(String header, String value) {
        faultHeaders = Map.of(header, value);
    }

    /** So many requests are answered still; then nothing is heard of it until {@link #live}. */
    public void dieAfter(int requests) {
        left.set(requests);
    }

    /** It answers again. */
    public void live() {
        left.set(Integer.MAX_VALUE);
    }

    /** Whether the next request gets through. */
    boolean isAlive() {
        return left.getAndUpdate(
                        before -> before == Integer.MAX_VALUE ? before : Math.max(0, before - 1))
                > 0;
    }

    /** The same as they came: answered in this order, a new space becomes as this one. */
    public List<CloudRequest> requests() {
        return List.copyOf(requests);
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        requests.add(request);
        var reply = withFaultHeaders(store(request));
        var parameters = String.join("&", request.query().keySet());
        var target = request.path() + (parameters.isEmpty() ? "" : "?" + parameters);
        calls.add(new LoggedCall(request.method(), target, request.body(), reply.status()));
        return reply;
    }

    private CloudReply withFaultHeaders(CloudReply reply) {
        if (reply.status() < TOO_MANY) {
            return reply;
        }
        var headers = new HashMap<>(reply.headers());
        headers.putAll(faultHeaders);
        return new CloudReply(reply.status(), headers, reply.body());
    }

    private CloudReply store(CloudRequest request) {
        if (AzureCloudStore.serves(request.host())) {
            return azure.answer(request);
        }
        if (IbmCloudStore.serves(request.host())) {
            return ibm.answer(request);
        }
        if (SwiftCloudStore.serves(request.host())) {
            return swift.answer(request);
        }
        if (request.host().endsWith("googleapis.com")) {
            return gcs.answer(request);
        }
        return StsStore.serves(request.host()) ? sts.answer(request) : s3(request);
    }

    private CloudReply s3(CloudRequest request) {
        var session = request.header("x-amz-security-token");
        return session.isEmpty() || sts.knows(session) ? s3.answer(request) : s3.sessionEnded();
    }
}
