package org.registryfleet.stage.decision;

/**
 * Ids of watch sessions, prefixed with a fencing epoch: of two watchers that both consider
 * themselves the owner of a cluster, only the events of the one with the higher epoch count.
 */
public final class WatchSessionId {

    private static final char SEPARATOR = '/';

    private WatchSessionId() {}

    /** The id of a session; sessions of releases without epochs have epoch 0. */
    public static String session(long epoch, String id) {
        return epoch == 0 ? id : Long.toString(epoch) + SEPARATOR + id;
    }

    /** The epoch in an id; 0 when there is none. */
    static long epoch(String session) {
        var end = session.indexOf(SEPARATOR);
        if (end <= 0 || !session.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Long.parseLong(session.substring(0, end));
    }
}
