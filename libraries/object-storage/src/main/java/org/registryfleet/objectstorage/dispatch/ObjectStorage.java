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
 * Hands a bucket to its provider, unless that one does not answer for this account just now.
 * Closing it closes all connections.
 */
public final class ObjectStorage implements ExternalResourceExecutor, AutoCloseable {

    /** Actions of one account: enough to be quick, too few to be a burden. */
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
    private final EndpointOverride detour;
    private final Supplier<Digester> digester;

    /**
     * The digester, which is asked for when it is needed, tells whether the registry's copy of the
     * credentials is the current one.
     */
    public ObjectStorage(
            ProviderTimeouts limits, EndpointOverride detour, Supplier<Digester> digester) {
        this.detour = detour;
        circuits = new ProviderCircuitBreakers(InstantSource.system(), limits.action());
        turnstile = new Bulkhead<>(AT_ONCE, limits.call());
        s3 = new S3Executor(limits, detour, digester);
        gcs = new GcsExecutor(limits, detour);
        azure = new AzureExecutor(limits, detour);
        swift = new SwiftExecutor(limits, detour, digester);
        ibm = new IbmExecutor(limits, detour);
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

    /** Who answers: another address, region or account may be well. */
    private ProviderCircuitBreakers.Account account(ExternalResourceRequest call) {
        var spec = new WantedStorage(call.wanted().path("spec"));
        var provider = spec.text("provider");
        return new ProviderCircuitBreakers.Account(
                provider,
                PLACE.stream().map(spec::text).collect(Collectors.joining(" ")) + whose(call),
                spec.spec().path("credentials"),
                detour.of(call.cluster(), provider).map(URI::toString).orElse(""));
    }

    /** A cluster that stands for itself has an account that nobody else has. */
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

    /** The status shows keys as digests, as the watchers show the Secret that holds them. */
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
