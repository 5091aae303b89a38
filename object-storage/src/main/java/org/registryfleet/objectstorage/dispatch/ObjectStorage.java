package org.registryfleet.objectstorage.dispatch;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.Wanted;
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
public final class ObjectStorage implements OutsideExecutor, AutoCloseable {

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
    private final ProviderCircuits circuits;
    private final Turnstile<ProviderCircuits.Account> turnstile;
    private final Detour detour;
    private final Supplier<Digester> digester;

    /**
     * The digester, which is asked for when it is needed, tells whether the registry's copy of the
     * credentials is the current one.
     */
    public ObjectStorage(Limits limits, Detour detour, Supplier<Digester> digester) {
        this.detour = detour;
        circuits = new ProviderCircuits(InstantSource.system(), limits.action());
        turnstile = new Turnstile<>(AT_ONCE, limits.call());
        s3 = new S3Executor(limits, detour, digester);
        gcs = new GcsExecutor(limits, detour);
        azure = new AzureExecutor(limits, detour);
        swift = new SwiftExecutor(limits, detour, digester);
        ibm = new IbmExecutor(limits, detour);
        this.digester = digester;
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var account = account(call);
        return turnstile.pass(
                account,
                call.cluster(),
                () -> circuits.guard(account, call.cluster(), () -> asked(call)));
    }

    /** Who answers: another address, region or account may be well. */
    private ProviderCircuits.Account account(OutsideCall call) {
        var spec = new Wanted(call.wanted().path("spec"));
        var provider = spec.text("provider");
        return new ProviderCircuits.Account(
                provider,
                PLACE.stream().map(spec::text).collect(Collectors.joining(" ")) + whose(call),
                spec.spec().path("credentials"),
                detour.of(call.cluster(), provider).map(URI::toString).orElse(""));
    }

    /** A cluster that stands for itself has an account that nobody else has. */
    private static String whose(OutsideCall call) {
        return call.wanted().path("spec").has("identity") ? " " + call.cluster() : "";
    }

    private OutsideAnswer asked(OutsideCall call) {
        var provider = call.wanted().at("/spec/provider").asText("");
        try {
            return withDigests(carryOut(provider, call));
        } catch (CredentialException noKey) {
            return Answers.refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        }
    }

    private OutsideAnswer carryOut(String provider, OutsideCall call) {
        return switch (provider) {
            case "s3" -> s3.carryOut(call);
            case "gcs" -> gcs.carryOut(call);
            case "azure" -> azure.carryOut(call);
            case "swift" -> swift.carryOut(call);
            case "ibmcos" -> ibm.carryOut(call);
            default ->
                    Answers.refused("NotSupported", "no provider is called \"" + provider + "\"");
        };
    }

    /** The status shows keys as digests, as the watchers show the Secret that holds them. */
    private OutsideAnswer withDigests(OutsideAnswer answer) {
        if (answer instanceof OutsideAnswer.Done(var status, var keys, _) && !keys.isEmpty()) {
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
