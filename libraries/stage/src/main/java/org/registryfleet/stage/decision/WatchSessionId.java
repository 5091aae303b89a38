package org.registryfleet.stage.decision;

/**
 * Names of watch sessions, which carry the order of a cluster's sessions. Of two watchers that both
 * believe to be in charge of a cluster only the one whose session is later counts.
 */
public final class WatchSessionId {

    private static final char SEPARATOR = '/';

    private WatchSessionId() {}

    /** The name of a session; sessions written before there were epochs have epoch 0. */
    public static String session(long epoch, String id) {
        return epoch == 0 ? id : Long.toString(epoch) + SEPARATOR + id;
    }

    /** The epoch in a name; 0 when there is none. */
    static long epoch(String session) {
        var end = session.indexOf(SEPARATOR);
        if (end <= 0 || !session.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Long.parseLong(session.substring(0, end));
    }
}
