package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What the watch of a cluster has found out about its own access.
 *
 * @param missingRights what it may not read, each in the words of RBAC
 * @param credentialEnds when its credential ends; null when that says nothing of an end, or is
 *     renewed by itself
 */
public record WatchFindings(List<String> missingRights, @Nullable Instant credentialEnds) {

    public static final WatchFindings NONE = new WatchFindings(List.of(), null);

    public WatchFindings {
        missingRights = List.copyOf(missingRights);
    }

    /** After everything has been listed by a session, which tells of its credential anew. */
    public WatchFindings listed(List<String> missing) {
        return new WatchFindings(missing, credentialEnds);
    }

    /** The same with another end; null for none. */
    public WatchFindings ending(@Nullable Instant end) {
        return new WatchFindings(missingRights, end);
    }
}
