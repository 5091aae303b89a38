package org.registryfleet.httpguard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import java.util.List;
import java.util.Set;

/**
 * Who may access a service over HTTP, under {@code fleet.http}. As soon as tokens or an issuer are
 * configured, every path except the health endpoints requires authentication.
 *
 * @param anonymous from where a service without a login may be asked
 * @param hosts names besides this machine's that such a service answers to; if it may be asked from
 *     everywhere and none is given, it answers to all
 * @param tokens where the list of tokens is, {@code file:<path>} or {@code env:<NAME>}; empty for
 *     none
 * @param issuer address of an OpenID Connect issuer; empty for none
 * @param audience that a token of the issuer must be meant for
 * @param rolesClaim of such a token that lists roles, with dots into objects
 */
@ConfigurationProperties("fleet.http")
record HttpSettings(
        @DefaultValue("loopback") Anonymous anonymous,
        @DefaultValue({}) List<String> hosts,
        @DefaultValue("") String tokens,
        @DefaultValue("") String issuer,
        @DefaultValue("registry-fleet") String audience,
        @DefaultValue("roles") String rolesClaim) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    HttpSettings {
        hosts = List.copyOf(hosts);
    }

    /** From where an unauthenticated service may be accessed. */
    enum Anonymous {
        /** By processes on the same host. */
        LOOPBACK,
        /** By anything that reaches its port; access must be restricted elsewhere. */
        EVERYWHERE
    }

    static HttpSettings of(Environment environment) {
        return Binder.get(environment).bindOrCreate("fleet.http", HttpSettings.class);
    }

    boolean hasTokens() {
        return !tokens.isBlank();
    }

    boolean hasIssuer() {
        return !issuer.isBlank();
    }

    boolean hasLogin() {
        return hasTokens() || hasIssuer();
    }

    /** Whether the Host header names this service, which protects against DNS rebinding. */
    boolean answersTo(String host) {
        boolean isOpen = hasLogin() || (anonymous == Anonymous.EVERYWHERE && hosts.isEmpty());
        return isOpen || THIS_MACHINE.contains(host) || hosts.contains(host);
    }

    /** Allows access from this host only. */
    boolean isForLoopback() {
        return !hasLogin() && anonymous == Anonymous.LOOPBACK;
    }
}
