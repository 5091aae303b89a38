package org.registryfleet.clusteraccess.redaction;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which names and places hold secrets. Names of environment variables and annotations are secret
 * when {@code secretName} is found in them, unless {@code exemptName} is, which is for names of
 * files and of other objects.
 */
public record RedactionRules(Pattern secretName, Pattern exemptName, List<PointerPattern> places) {

    public static final String SECRET_NAME =
            "(?i)SECRET|PASSWORD|PASSWD|TOKEN|ACCESS_?KEY|ACCOUNT_?KEY|PRIVATE_?KEY|API_?KEY|CREDENTIAL";
    public static final String EXEMPT_NAME = "(?i)(FILE|PATH|DIR|NAME|REF|SERVICE-ACCOUNT)$";

    /** Fields that are secret wherever they stand, when their value is a text. */
    static final Set<String> SECRET_FIELDS =
            Set.of(
                    "token",
                    "password",
                    "passwd",
                    "bearerToken",
                    "clientSecret",
                    "accessKey",
                    "secretKey",
                    "httpSecret");

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

    /** These rules and further places, written {@code Kind:/json/pointer}. */
    public RedactionRules and(List<String> furtherPlaces) {
        var further = furtherPlaces.stream().map(PointerPattern::parse);
        return new RedactionRules(
                secretName, exemptName, Stream.concat(places.stream(), further).toList());
    }

    public RedactionRules withSecretName(String regex) {
        return new RedactionRules(Pattern.compile(regex), exemptName, places);
    }

    boolean isSecretName(String name) {
        return secretName.matcher(name).find() && !exemptName.matcher(name).find();
    }
}
