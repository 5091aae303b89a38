package org.registryfleet.simulatedcloud.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which service accounts of the cluster a cloud trusts. Tokens are looked into, their signatures
 * are not checked.
 */
public final class Federation {

    /** What a cloud makes of a token. */
    public enum Verdict {
        TRUSTED,
        NO_TOKEN,
        EXPIRED,
        OTHER_AUDIENCE,
        UNKNOWN_SUBJECT
    }

    private static final String AUDIENCE = "openshift";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> subjects = ConcurrentHashMap.newKeySet();

    /** Trusts the operator's and the registry's own. */
    public Federation() {
        trust("cluster-image-registry-operator");
        trust("registry");
    }

    /** From now on a service account of the registry's namespace is trusted. */
    public void trust(String account) {
        subjects.add(subject(account));
    }

    /** From now on it is not. */
    public void distrust(String account) {
        subjects.remove(subject(account));
    }

    /** What is to be made of a token. */
    public Verdict verdict(String token) {
        var claims = claims(token);
        if (claims.path("sub").asText("").isEmpty()) {
            return Verdict.NO_TOKEN;
        }
        if (Instant.ofEpochSecond(claims.path("exp").asLong()).isBefore(Instant.now())) {
            return Verdict.EXPIRED;
        }
        if (!claims.at("/aud/0").asText("").equals(AUDIENCE)) {
            return Verdict.OTHER_AUDIENCE;
        }
        return subjects.contains(claims.path("sub").asText())
                ? Verdict.TRUSTED
                : Verdict.UNKNOWN_SUBJECT;
    }

    private static String subject(String account) {
        return "system:serviceaccount:openshift-image-registry:" + account;
    }

    private static JsonNode claims(String token) {
        var parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    : MissingNode.getInstance();
        } catch (IOException | IllegalArgumentException noToken) {
            return MissingNode.getInstance();
        }
    }
}
