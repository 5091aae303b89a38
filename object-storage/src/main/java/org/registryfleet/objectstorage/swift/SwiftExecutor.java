package org.registryfleet.objectstorage.swift;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.execution.OutsideExecutor;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.objectstorage.Answers;
import org.registryfleet.objectstorage.Detour;
import org.registryfleet.objectstorage.Limits;
import org.registryfleet.objectstorage.Wanted;

import java.io.IOException;
import java.util.function.Supplier;

/** Brings about containers of Swift. Every action asks Keystone for a token of its own. */
public final class SwiftExecutor implements OutsideExecutor, AutoCloseable {

    /** How the registry is told that a credential is not used. */
    private static final String NOTHING = "\"\"";

    private final Limits limits;
    private final SwiftHttp http;
    private final Supplier<Digester> digester;

    public SwiftExecutor(Limits limits, Detour detour, Supplier<Digester> digester) {
        this.limits = limits;
        this.http = new SwiftHttp(limits, detour);
        this.digester = digester;
    }

    @Override
    public OutsideAnswer carryOut(OutsideCall call) {
        var wanted = new Wanted(call.wanted().path("spec"));
        var end = System.nanoTime() + limits.action().toNanos();
        try {
            var login = new Keystone(http, call.cluster(), wanted).login();
            var container =
                    new SwiftContainer(
                            http, call.cluster(), login, wanted, () -> System.nanoTime() < end);
            return wanted.isAbsent() ? container.remove() : withDigest(container.provide());
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

    private OutsideAnswer withDigest(OutsideAnswer answer) {
        if (answer instanceof OutsideAnswer.Done(var status)) {
            status.put("nothingDigest", digester.get().digest(NOTHING));
        }
        return answer;
    }

    private static String said(IOException failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        http.close();
    }
}
