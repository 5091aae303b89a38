package org.registryfleet.simulatedcloud.sts;

import org.registryfleet.simulatedcloud.call.CloudRefusals;
import org.registryfleet.simulatedcloud.call.CloudReply;
import org.registryfleet.simulatedcloud.call.CloudRequest;
import org.registryfleet.simulatedcloud.call.Federation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Roles that are assumed with a web identity, and the sessions that come of it. Faults are answered
 * in place of AssumeRoleWithWebIdentity.
 */
public final class StsStore {

    private static final String OPERATION = "AssumeRoleWithWebIdentity";
    private static final Duration SESSION = Duration.ofHours(1);

    private final Federation federation;
    private final CloudRefusals refusals = new CloudRefusals();
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();

    public StsStore(Federation federation) {
        this.federation = federation;
    }

    /** Whether a host is the service's. */
    public static boolean serves(String host) {
        return host.startsWith("sts.");
    }

    public CloudRefusals refusals() {
        return refusals;
    }

    /** Roles that have been assumed. */
    public Set<String> roles() {
        return Set.copyOf(roles);
    }

    /** Whether a session was begun here and has not been ended. */
    public boolean knows(String sessionToken) {
        return sessions.contains(sessionToken);
    }

    /** All sessions are over. */
    public void endSessions() {
        sessions.clear();
    }

    /** Answers a request. */
    public CloudReply answer(CloudRequest request) {
        var form = request.form();
        if (!form.getOrDefault("Action", "").equals(OPERATION)) {
            return error(400, "InvalidAction", "not simulated");
        }
        var refusal = refusals.of(OPERATION);
        if (refusal.isPresent()) {
            return error(refusal.get().status(), refusal.get().code(), "stub failure");
        }
        return switch (federation.verdict(form.getOrDefault("WebIdentityToken", ""))) {
            case TRUSTED -> assume(form);
            case EXPIRED ->
                    error(
                            400,
                            "ExpiredTokenException",
                            "Token expired: current date/time is later");
            case NO_TOKEN, OTHER_AUDIENCE ->
                    error(400, "InvalidIdentityToken", "Incorrect token audience");
            case UNKNOWN_SUBJECT ->
                    error(
                            403,
                            "AccessDenied",
                            "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        };
    }

    private CloudReply assume(Map<String, String> form) {
        var id = number.incrementAndGet();
        var session = "session-" + id;
        sessions.add(session);
        roles.add(form.getOrDefault("RoleArn", ""));
        var end = Instant.now().plus(SESSION).truncatedTo(ChronoUnit.SECONDS);
        return CloudReply.of(
                200,
                "<AssumeRoleWithWebIdentityResponse"
                        + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIA"
                        + id
                        + "</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey><SessionToken>"
                        + session
                        + "</SessionToken><Expiration>"
                        + end
                        + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
                        + "</AssumeRoleWithWebIdentityResponse>");
    }

    private CloudReply error(int status, String code, String message) {
        return CloudReply.of(
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                        + "<Type>Sender</Type><Code>"
                        + code
                        + "</Code><Message>"
                        + message
                        + "</Message></Error><RequestId>sts"
                        + number.incrementAndGet()
                        + "</RequestId></ErrorResponse>");
    }
}
