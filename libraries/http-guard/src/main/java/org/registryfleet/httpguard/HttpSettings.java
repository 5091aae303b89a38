package org.registryfleet.httpguard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import java.util.List;
import java.util.Set;

/**
 * Who may ask a service over HTTP, under {@code fleet.http}. With tokens or an issuer there is a
 * login, and every path but health needs it.
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

    /** From where a service without a login may be asked. */
    enum Anonymous {
        /** By processes of the same machine. */
        LOOPBACK,
        /** By all that reach its port: something else must guard it. */
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

    /** Whether a request to this name is for this service, and not for a page of the internet. */
    boolean answersTo(String host) {
        boolean isOpen = hasLogin() || (anonymous == Anonymous.EVERYWHERE && hosts.isEmpty());
        return isOpen || THIS_MACHINE.contains(host) || hosts.contains(host);
    }

    /** Only this machine may ask. */
    boolean isForLoopback() {
        return !hasLogin() && anonymous == Anonymous.LOOPBACK;
    }
}
