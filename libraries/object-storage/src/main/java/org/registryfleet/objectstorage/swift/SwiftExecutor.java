package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.YamlText;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ExternalResults;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.WantedStorage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Executor for Swift containers. Every action gets a Keystone token of its own. */
public final class SwiftExecutor implements ExternalResourceExecutor, AutoCloseable {

    /** State of an action that only checks whether there is an object store. */
    private static final String ASKED = "Asked";

    /** The value of an unused credential. */
    private static final String NOTHING = "\"\"";

    private final ProviderTimeouts limits;
    private final EndpointOverride endpointOverride;
    private final ClientPool<String, RestClient> clients = new ClientPool<>(RestClient::close);
    private final Supplier<Digester> digester;

    public SwiftExecutor(
            ProviderTimeouts limits,
            EndpointOverride endpointOverride,
            Supplier<Digester> digester) {
        this.limits = limits;
        this.endpointOverride = endpointOverride;
        this.digester = digester;
    }

    @Override
    public ExternalResourceResult carryOut(ExternalResourceRequest call) {
        var wanted = new WantedStorage(call.wanted().path("spec"));
        var end = System.nanoTime() + limits.action().toNanos();
        BooleanSupplier hasTime = () -> System.nanoTime() < end;
        try {
            var authority = Authority.of(wanted);
            var bundle = authority.bundle();
            if (!PlatformCloud.isUsedBy(wanted)) {
                var answer = carryOut(call.cluster(), wanted, bundle, hasTime);
                return withDigests(wanted, authority, answer);
            }
            var cloud = PlatformCloud.of(wanted);
            var answer = carryOut(call.cluster(), cloud.wanted(), bundle, hasTime);
            return withKeys(cloud, authority, answer);
        } catch (SwiftException refused) {
            return refused.answer();
        } catch (IOException failure) {
            return ExternalResults.failed(
                    0,
                    Keystone.NO_CONNECTION,
                    "failed to authenticate against OpenStack: no answer: " + said(failure));
        } catch (CredentialException noKey) {
            return ExternalResults.refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        } catch (IllegalArgumentException wrong) {
            return ExternalResults.refused(
                    "InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    private ExternalResourceResult carryOut(
            String cluster, WantedStorage wanted, String caBundle, BooleanSupplier hasTime)
            throws IOException {
        var http =
                clients.get(caBundle, bundle -> new RestClient(limits, endpointOverride, bundle));
        var keystone = new Keystone(http, cluster, wanted);
        if (wanted.text("state").equals(ASKED)) {
            return new ExternalResourceResult.Done(
                    JsonNodeFactory.instance.objectNode().put("usable", isUsable(keystone)));
        }
        var container = new SwiftContainer(http, cluster, keystone.login(), wanted, hasTime);
        return wanted.isAbsent() ? container.remove() : container.provide();
    }

    /** No object store, or one that is not accessible, is not an error (section 1.1). */
    private static boolean isUsable(Keystone keystone) throws IOException {
        Keystone.Login login;
        try {
            login = keystone.login();
        } catch (SwiftException.NoObjectStore none) {
            return false;
        }
        try {
            return new SwiftContainer(
                            keystone.http(),
                            keystone.cluster(),
                            login,
                            keystone.wanted(),
                            () -> true)
                    .isListed();
        } catch (IOException closed) {
            return false;
        }
    }

    /** Adds the keys to store; a removal clears them. */
    private static ExternalResourceResult withKeys(
            PlatformCloud cloud, Authority authority, ExternalResourceResult answer) {
        if (!(answer instanceof ExternalResourceResult.Done(var status, _, _))
                || cloud.wanted().text("state").equals(ASKED)) {
            return answer;
        }
        var keys = new LinkedHashMap<>(cloud.keys());
        if (cloud.wanted().isAbsent()) {
            keys.replaceAll((_, _) -> "");
        }
        var facts = new LinkedHashMap<>(cloud.facts());
        facts.putAll(authority.facts());
        return new ExternalResourceResult.Done(status, keys, facts);
    }

    /**
     * Adds the digests of the user's credentials as quoted for YAML, which differ from the plain
     * ones where a value needs quotes.
     */
    private ExternalResourceResult withDigests(
            WantedStorage wanted, Authority authority, ExternalResourceResult answer) {
        if (!(answer instanceof ExternalResourceResult.Done(var status, var keys, _))) {
            return answer;
        }
        status.put("nothingDigest", digester.get().digest(NOTHING));
        for (var name : PlatformCloud.CREDENTIALS) {
            var text = wanted.spec().path("credentials").path(name).asText("");
            var yaml = YamlText.of(text);
            if (!text.isEmpty() && !yaml.equals(text)) {
                status.withObject("/yamlDigests").put(name, digester.get().digest(yaml));
            }
        }
        return new ExternalResourceResult.Done(status, keys, authority.facts());
    }

    private static String said(IOException failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        clients.close();
    }
}
