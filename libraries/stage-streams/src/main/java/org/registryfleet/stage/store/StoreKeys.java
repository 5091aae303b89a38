package org.registryfleet.stage.store;

import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;

/**
 * Keys of the state store.
 *
 * <pre>
 *  o\0cluster\0object   last observation of an object, or outcome for an external one
 *  u\0cluster\0topic    last result of an upstream stage, or the registration
 *  s\0cluster\0         state after a step that has no input to store
 *  r\0cluster\0         the last published results
 * </pre>
 */
public final class StoreKeys {

    public static final String OBJECTS = "o";
    static final String UPSTREAM = "u";
    static final String STATE = "s";

    private static final String RESULTS = "r";
    private static final char SEPARATOR = '\0';

    private StoreKeys() {}

    /** Prefix of all keys of a kind. */
    static String all(String kind) {
        return kind + SEPARATOR;
    }

    /** Prefix of a cluster's keys of a kind. */
    public static String of(String kind, String cluster) {
        return kind + SEPARATOR + cluster + SEPARATOR;
    }

    static String state(String cluster) {
        return of(STATE, cluster);
    }

    static String results(String cluster) {
        return of(RESULTS, cluster);
    }

    static String upstream(String cluster, String topic) {
        return of(UPSTREAM, cluster) + topic;
    }

    static String object(String cluster, ObjectRef ref) {
        return of(OBJECTS, cluster)
                + String.join(
                        String.valueOf(SEPARATOR),
                        ref.kind(),
                        ref.apiVersion(),
                        ref.namespace(),
                        ref.name());
    }

    static boolean isRegistration(String key) {
        return isOf(UPSTREAM, key) && topic(key).equals(Topics.CLUSTERS);
    }

    static String cluster(String key) {
        return part(key, 1);
    }

    /** The topic of an upstream key. */
    static String topic(String key) {
        return part(key, 2);
    }

    /** The object of an object key. */
    static ObjectRef object(String key) {
        return new ObjectRef(part(key, 3), part(key, 2), part(key, 4), part(key, 5));
    }

    static boolean isOf(String kind, String key) {
        return key.startsWith(all(kind));
    }

    private static String part(String key, int index) {
        int from = 0;
        for (int i = 0; i < index; i++) {
            from = key.indexOf(SEPARATOR, from) + 1;
        }
        int to = key.indexOf(SEPARATOR, from);
        return to < 0 ? key.substring(from) : key.substring(from, to);
    }
}
