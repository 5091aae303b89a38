package org.registryfleet.simulated.server;

/** What a request asks for, in the words of the audit log. */
public enum Verb {
    /** Reads one object. */
    GET,
    /** Reads a collection. */
    LIST,
    /** Follows a collection. */
    WATCH,
    /** Makes an object. */
    CREATE,
    /** Replaces an object. */
    UPDATE,
    /** Changes an object in part. */
    PATCH,
    /** Removes an object. */
    DELETE,
    /** Asks for discovery, versions or health. */
    OTHER;

    /** Whether the verb can change the cluster. */
    public boolean isWrite() {
        return switch (this) {
            case CREATE, UPDATE, PATCH, DELETE -> true;
            case GET, LIST, WATCH, OTHER -> false;
        };
    }
}
