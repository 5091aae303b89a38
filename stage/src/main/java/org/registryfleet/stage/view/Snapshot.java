package org.registryfleet.stage.view;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The objects of one cluster by reference. Immutable: every change is a new snapshot. */
public final class Snapshot {

    private static final Snapshot EMPTY = new Snapshot(Collections.emptyNavigableMap());

    private final Map<ObjectRef, Observed> objects;

    private Snapshot(Map<ObjectRef, Observed> objects) {
        this.objects = objects;
    }

    public static Snapshot empty() {
        return EMPTY;
    }

    public static Snapshot of(Collection<Observed> objects) {
        var map = new TreeMap<ObjectRef, Observed>();
        objects.forEach(object -> map.put(object.ref(), object));
        return new Snapshot(map);
    }

    public Snapshot with(Observed object) {
        var copy = new TreeMap<>(objects);
        copy.put(object.ref(), object);
        return new Snapshot(copy);
    }

    public Snapshot without(ObjectRef ref) {
        if (!objects.containsKey(ref)) {
            return this;
        }
        var copy = new TreeMap<>(objects);
        copy.remove(ref);
        return new Snapshot(copy);
    }

    /** Only the objects that satisfy the predicate. */
    public Snapshot keeping(Predicate<ObjectRef> wanted) {
        var copy = new TreeMap<>(objects);
        copy.keySet().removeIf(wanted.negate());
        return new Snapshot(copy);
    }

    public Optional<Observed> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    public boolean contains(ObjectRef ref) {
        return objects.containsKey(ref);
    }

    /** All objects of a kind, ordered by namespace and name. */
    public Stream<Observed> ofKind(String kind) {
        return objects.values().stream().filter(object -> object.ref().kind().equals(kind));
    }

    public Collection<Observed> all() {
        return Collections.unmodifiableCollection(objects.values());
    }

    public int size() {
        return objects.size();
    }
}
