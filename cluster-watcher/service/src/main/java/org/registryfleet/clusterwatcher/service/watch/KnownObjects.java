package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterwatcher.content.ObservedObject;
import org.registryfleet.events.KnownObject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions and digests of the objects of one watch, never their contents: enough to tell a change
 * from a repetition.
 */
final class KnownObjects {

    /**
     * One known object; {@code list} is the number of the last list that contained it, or that
     * preceded its last event.
     */
    private record Known(
            String uid, String resourceVersion, long high, long low, boolean tooLarge, int list) {}

    /** An object that is missing from the latest list. */
    record Gone(
            String namespace,
            String name,
            String uid,
            String resourceVersion,
            boolean wasTooLarge) {}

    /** How an observed state differs from the known one. */
    sealed interface Change {
        record New() implements Change {}

        /** An object of the same name with another uid: the deletion of the old one was missed. */
        record Replaced(Gone old) implements Change {}

        record Changed() implements Change {}

        /** A newer resourceVersion with the same content. */
        record Touched() implements Change {}

        record Same() implements Change {}
    }

    private final Map<String, Known> objects = new HashMap<>(4);
    private final Map<String, Known> replaced = new HashMap<>(0);
    private int list;

    void beginList() {
        list++;
    }

    /** Loads the objects that an earlier session knew. */
    void load(List<KnownObject> known) {
        known.forEach(object -> put(objects, object));
    }

    /** Loads the objects known before a restore; the next list tells which are gone. */
    void loadReplaced(List<KnownObject> before) {
        before.forEach(object -> put(replaced, object));
    }

    private void put(Map<String, Known> where, KnownObject object) {
        where.put(
                key(object.getNamespace(), object.getName()),
                new Known(
                        object.getUid(),
                        object.getResourceVersion(),
                        object.getDigestHigh(),
                        object.getDigestLow(),
                        object.getTooLarge(),
                        list));
    }

    /** A copy for the checkpoint. */
    List<KnownObject> saved() {
        var saved = new ArrayList<KnownObject>(objects.size());
        objects.forEach(
                (key, known) -> {
                    var slash = key.indexOf('/');
                    saved.add(
                            new KnownObject(
                                    slash < 0 ? "" : key.substring(0, slash),
                                    key.substring(slash + 1),
                                    known.uid(),
                                    known.resourceVersion(),
                                    known.high(),
                                    known.low(),
                                    known.tooLarge()));
                });
        return saved;
    }

    /** Removes and returns the objects not seen since the list began. */
    List<Gone> endList() {
        var gone = new ArrayList<Gone>();
        objects.forEach(
                (key, known) -> {
                    if (known.list() != list) {
                        gone.add(gone(key, known));
                    }
                });
        gone.forEach(object -> objects.remove(key(object.namespace(), object.name())));
        replaced.forEach((key, known) -> gone.add(gone(key, known)));
        replaced.clear();
        return gone;
    }

    Change take(ObservedObject object, boolean tooLarge) {
        var key = key(object.namespace(), object.name());
        var digest = object.news();
        var before = replaced.remove(key);
        if (before != null && !before.uid().equals(object.uid())) {
            objects.put(key, before);
        }
        var known = objects.get(key);
        objects.put(
                key,
                new Known(
                        object.uid(),
                        object.resourceVersion(),
                        digest.high(),
                        digest.low(),
                        tooLarge,
                        list));
        return change(key, known, object);
    }

    /** Whether the object was known. */
    boolean remove(ObservedObject object) {
        return objects.remove(key(object.namespace(), object.name())) != null;
    }

    /** Whether the object exceeded the record limit when it was last seen. */
    boolean isTooLarge(ObservedObject object) {
        var known = objects.get(key(object.namespace(), object.name()));
        return known != null && known.tooLarge();
    }

    int size() {
        return objects.size();
    }

    private static Change change(String key, @Nullable Known known, ObservedObject object) {
        if (known == null) {
            return new Change.New();
        }
        if (!known.uid().equals(object.uid())) {
            return new Change.Replaced(gone(key, known));
        }
        if (known.resourceVersion().equals(object.resourceVersion())) {
            return new Change.Same();
        }
        var digest = object.news();
        return known.high() == digest.high() && known.low() == digest.low()
                ? new Change.Touched()
                : new Change.Changed();
    }

    private static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    // names of namespaced kinds hold no slash, and neither do names of cluster-scoped ones
    private static Gone gone(String key, Known known) {
        var slash = key.indexOf('/');
        return new Gone(
                slash < 0 ? "" : key.substring(0, slash),
                key.substring(slash + 1),
                known.uid(),
                known.resourceVersion(),
                known.tooLarge());
    }
}
