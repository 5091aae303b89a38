package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.execution.YamlText;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.ClientPool;
import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.RestClient;
import org.registryfleet.objectstorage.Wanted;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Brings about containers of Swift. Every action asks Keystone for a token of its own. */
public final class SwiftExecutor implements OutsideExecutor, AutoCloseable {

    /** The state of an action that only wants to know whether there is an object store. */
    private static final String ASKED = "Asked";

    /** How the registry is told that a credential is not used. */
    private static final String NOTHING = "\"\"";

    private final Limits limits;
    private final Detour detour;
    private final ClientPool<String, RestClient> clients = new ClientPool<>(RestClient::close);
    private final Supplier<Digester> digester;

    public SwiftExecutor(Limits limits, Detour detour, Supplier<Digester> digester) {
        this.limits = limits;
        this.detour = detour;
        this.digester = digester;
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var wanted = new Wanted(call.wanted().path("spec"));
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
            return Answers.failed(
                    0,
                    Keystone.NO_CONNECTION,
                    "failed to authenticate against OpenStack: no answer: " + said(failure));
        } catch (CredentialException noKey) {
            return Answers.refused("NoDigestKey", String.valueOf(noKey.getMessage()));
        } catch (IllegalArgumentException wrong) {
            return Answers.refused("InvalidConfiguration", String.valueOf(wrong.getMessage()));
        }
    }

    private OutsideAnswer carryOut(
            String cluster, Wanted wanted, String caBundle, BooleanSupplier hasTime)
            throws IOException {
        var http = clients.get(caBundle, bundle -> new RestClient(limits, detour, bundle));
        var keystone = new Keystone(http, cluster, wanted);
        if (wanted.text("state").equals(ASKED)) {
            return new OutsideAnswer.Done(
                    JsonNodeFactory.instance.objectNode().put("usable", isUsable(keystone)));
        }
        var container = new SwiftContainer(http, cluster, keystone.login(), wanted, hasTime);
        return wanted.isAbsent() ? container.remove() : container.provide();
    }

    /** A cloud without an object store, or with one that is closed, is no error (section 1.1). */
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

    /** What is removed needs no keys any more. */
    private static OutsideAnswer withKeys(
            PlatformCloud cloud, Authority authority, OutsideAnswer answer) {
        if (!(answer instanceof OutsideAnswer.Done(var status, _, _))
                || cloud.wanted().text("state").equals(ASKED)) {
            return answer;
        }
        var keys = new LinkedHashMap<>(cloud.keys());
        if (cloud.wanted().isAbsent()) {
            keys.replaceAll((_, _) -> "");
        }
        var facts = new LinkedHashMap<>(cloud.facts());
        facts.putAll(authority.facts());
        return new OutsideAnswer.Done(status, keys, facts);
    }

    /** What the registry reads is YAML: its digest is another one where the text needs quotes. */
    private OutsideAnswer withDigests(Wanted wanted, Authority authority, OutsideAnswer answer) {
        if (!(answer instanceof OutsideAnswer.Done(var status, var keys, _))) {
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
        return new OutsideAnswer.Done(status, keys, authority.facts());
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
