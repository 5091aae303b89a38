package org.registryfleet.objectstorage.dispatch;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.WantedStorage;
import org.registryfleet.objectstorage.azure.AzureExecutor;
import org.registryfleet.objectstorage.gcs.GcsExecutor;
import org.registryfleet.objectstorage.ibm.IbmExecutor;
import org.registryfleet.objectstorage.s3.S3Executor;
import org.registryfleet.objectstorage.swift.SwiftExecutor;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Dispatches a bucket to the executor of its provider, behind the account's bulkhead and circuit
 * breaker. Closing it closes all connections.
 */
public final class ObjectStorage implements ExternalResourceExecutor, AutoCloseable {

    /** Concurrent actions per account: enough for throughput, too few to overload the provider. */
    private static final int AT_ONCE = 32;

    private static final List<String> PLACE =
            List.of(
                    "region",
                    "endpoint",
                    "authUrl",
                    "regionName",
                    "resourceManager",
                    "suffix",
                    "iam");

    private final S3Executor s3;
    private final GcsExecutor gcs;
    private final AzureExecutor azure;
    private final SwiftExecutor swift;
    private final IbmExecutor ibm;
    private final ProviderCircuitBreakers circuits;
    private final Bulkhead<ProviderCircuitBreakers.Account> turnstile;
    private final EndpointOverride endpointOverride;
    private final Supplier<Digester> digester;

    /**
     * The digester, resolved lazily, tells whether the registry's copy of the credentials is
     * current.
     */
    public ObjectStorage(
            ProviderTimeouts limits,
            EndpointOverride endpointOverride,
            Supplier<Digester> digester) {
        this.endpointOverride = endpointOverride;
        circuits = new ProviderCircuitBreakers(InstantSource.system(), limits.action());
        turnstile = new Bulkhead<>(AT_ONCE, limits.call());
        s3 = new S3Executor(limits, endpointOverride, digester);
        gcs = new GcsExecutor(limits, endpointOverride);
        azure = new AzureExecutor(limits, endpointOverride);
        swift = new SwiftExecutor(limits.ofSwift(), endpointOverride, digester);
        ibm = new IbmExecutor(limits, endpointOverride);
        this.digester = digester;
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var account = account(call);
        return turnstile.pass(
                account,
                call.cluster(),
                () -> circuits.guard(account, call.cluster(), () -> asked(call)));
    }

    /** Key of the circuit breaker: another address, region or account may be healthy. */
    private ProviderCircuitBreakers.Account account(ExternalResourceRequest call) {
        var spec = new WantedStorage(call.wanted().path("spec"));
        var provider = spec.text("provider");
        return new ProviderCircuitBreakers.Account(
                provider,
                PLACE.stream().map(spec::text).collect(Collectors.joining(" ")) + whose(call),
                spec.spec().path("credentials"),
                endpointOverride.of(call.cluster(), provider).map(URI::toString).orElse(""));
    }

    /** A cluster with a workload identity has an account of its own. */
    private static String whose(ExternalResourceRequest call) {
        return call.wanted().path("spec").has("identity") ? " " + call.cluster() : "";
    }

    private ExternalResourceResult asked(ExternalResourceRequest call) {
        var provider = call.wanted().at("/spec/provider").asText("");
        try {
            return withDigests(carryOut(provider, call));
        } catch (CredentialException noKey) {
            return ExternalResults.refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        }
    }

    private ExternalResourceResult carryOut(String provider, ExternalResourceRequest call) {
        return switch (provider) {
            case "s3" -> s3.carryOut(call);
            case "gcs" -> gcs.carryOut(call);
            case "azure" -> azure.carryOut(call);
            case "swift" -> swift.carryOut(call);
            case "ibmcos" -> ibm.carryOut(call);
            default ->
                    ExternalResults.refused(
                            "NotSupported", "no provider is called \"" + provider + "\"");
        };
    }

    /** Adds the keys' digests to the status, as the watchers publish the Secret that holds them. */
    private ExternalResourceResult withDigests(ExternalResourceResult answer) {
        if (answer instanceof ExternalResourceResult.Done(var status, var keys, _)
                && !keys.isEmpty()) {
            var digests = status.putObject("keys");
            new TreeMap<>(keys)
                    .forEach((name, value) -> digests.put(name, digester.get().digest(value)));
        }
        return answer;
    }

    @Override
    public void close() {
        s3.close();
        ibm.close();
        swift.close();
    }
}
