package org.registryfleet.simulated;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * How the API server of a cluster behaves.
 *
 * @param token the bearer token that requests must carry, null for none
 * @param historyLimit the number of changes that a watch can reach back; fewer when they are large
 * @param requestLogLimit the number of requests that are remembered
 * @param bookmarkInterval between two bookmarks of a watch that asks for them
 * @param immortalNamespaces namespaces that may not be deleted
 */
public record ServerSettings(
        @Nullable String token,
        int historyLimit,
        int requestLogLimit,
        Duration bookmarkInterval,
        Clock clock,
        Set<String> immortalNamespaces) {
    /** No token, 1,000 changes, 100 requests, a bookmark each minute, the system's time. */
    public static final ServerSettings DEFAULT =
            new ServerSettings(
                    null,
                    1000,
                    100,
                    Duration.ofSeconds(60),
                    Clock.systemUTC(),
                    Set.of("default", "kube-system", "kube-public"));

    public ServerSettings {
        immortalNamespaces = Set.copyOf(immortalNamespaces);
    }

    /** The same with a bearer token. */
    public ServerSettings withToken(String newToken) {
        return new ServerSettings(
                newToken,
                historyLimit,
                requestLogLimit,
                bookmarkInterval,
                clock,
                immortalNamespaces);
    }

    /** The same with another history. */
    public ServerSettings withHistoryLimit(int changes) {
        return new ServerSettings(
                token, changes, requestLogLimit, bookmarkInterval, clock, immortalNamespaces);
    }

    /** The same with another log of requests. */
    public ServerSettings withRequestLogLimit(int requests) {
        return new ServerSettings(
                token, historyLimit, requests, bookmarkInterval, clock, immortalNamespaces);
    }

    /** The same with another time between bookmarks. */
    public ServerSettings withBookmarkInterval(Duration interval) {
        return new ServerSettings(
                token, historyLimit, requestLogLimit, interval, clock, immortalNamespaces);
    }

    /** The same where these namespaces may not be deleted, as some of every OpenShift cluster. */
    public ServerSettings withImmortalNamespaces(Set<String> names) {
        return new ServerSettings(
                token, historyLimit, requestLogLimit, bookmarkInterval, clock, names);
    }

    /** The same with another clock. */
    public ServerSettings withClock(Clock newClock) {
        return new ServerSettings(
                token,
                historyLimit,
                requestLogLimit,
                bookmarkInterval,
                newClock,
                immortalNamespaces);
    }
}
