package org.registryfleet.clusterobjects.redaction;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which names and fields hold secrets. The name of an environment variable or annotation is secret
 * when {@code secretName} is found in it and {@code exemptName}, which is for names of files and of
 * other objects, is not.
 */
public record RedactionRules(Pattern secretName, Pattern exemptName, List<PointerPattern> places) {

    public static final String SECRET_NAME =
            "(?i)SECRET|PASSWORD|PASSWD|PASSPHRASE|PWD|TOKEN|CREDENTIAL|CONNECTION[_-]?STRING"
                    + "|(?:ACCESS|ACCOUNT|PRIVATE|SHARED|SIGNING|ENCRYPTION|API)[_-]?KEY";
    public static final String EXEMPT_NAME =
            "(?i)(FILE|PATH|DIR|NAME|NAMESPACE|REF|SERVICE-ACCOUNT)$";

    /**
     * Incremented when the set of redacted texts changes; invalidates the watchers' checkpoints.
     */
    static final int VERSION = 2;

    private static final Pattern EXEMPT = Pattern.compile(EXEMPT_NAME);

    /** Fields whose names are user-chosen labels, which select objects. */
    static final Set<String> WORDS = Set.of("labels", "matchLabels", "nodeSelector", "selector");

    /** Fields that hold command-line arguments. */
    static final Set<String> COMMAND_LINES = Set.of("args", "command");

    /** Flags whose next word is {@code user:password}. */
    static final Set<String> ACCOUNT_FLAGS = Set.of("-u", "--user", "-U", "--proxy-user");

    private static final Pattern PROXY = Pattern.compile("(?i)proxy");

    static final PointerPattern SECRET_DATA = PointerPattern.parse("Secret:/data");

    private static final List<PointerPattern> PLACES =
            Stream.of(
                            "Secret:/stringData",
                            "Config:/spec/httpSecret",
                            "Route:/spec/tls/certificate",
                            "Route:/spec/tls/key",
                            "Route:/spec/tls/caCertificate",
                            "Route:/spec/tls/destinationCACertificate")
                    .map(PointerPattern::parse)
                    .toList();

    public RedactionRules {
        places = List.copyOf(places);
    }

    public static RedactionRules standard() {
        return new RedactionRules(
                Pattern.compile(SECRET_NAME), Pattern.compile(EXEMPT_NAME), PLACES);
    }

    /** Adds places, written {@code Kind:/json/pointer}. */
    public RedactionRules and(List<String> furtherPlaces) {
        var further = furtherPlaces.stream().map(PointerPattern::parse);
        return new RedactionRules(
                secretName, exemptName, Stream.concat(places.stream(), further).toList());
    }

    public RedactionRules withSecretName(String regex) {
        return new RedactionRules(Pattern.compile(regex), exemptName, places);
    }

    static boolean isExempt(String name) {
        return EXEMPT.matcher(name).find();
    }

    /** Whether the name denotes a proxy URL, which may lack a scheme. */
    static boolean isProxy(String name) {
        return PROXY.matcher(name).find();
    }

    boolean isSecretName(String name) {
        return secretName.matcher(name).find() && !exemptName.matcher(name).find();
    }
}
