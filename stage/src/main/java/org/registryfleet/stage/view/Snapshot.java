package org.registryfleet.stage.view;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The objects of one cluster by reference. Immutable: every change is a new snapshot. */
public final class Snapshot {

    private final Map<ObjectRef, Observed> objects;
    private final DerivedValues derived;

    private Snapshot(Map<ObjectRef, Observed> objects, DerivedValues derived) {
        this.objects = objects;
        this.derived = derived;
    }

    public static Snapshot empty() {
        return of(List.of());
    }

    public static Snapshot of(Collection<Observed> objects) {
        var map = new TreeMap<ObjectRef, Observed>();
        objects.forEach(object -> map.put(object.ref(), object));
        return new Snapshot(map, new DerivedValues());
    }

    public Snapshot with(Observed object) {
        var copy = new TreeMap<>(objects);
        copy.put(object.ref(), object);
        return new Snapshot(copy, derived.after(object.ref()));
    }

    public Snapshot without(ObjectRef ref) {
        if (!objects.containsKey(ref)) {
            return this;
        }
        var copy = new TreeMap<>(objects);
        copy.remove(ref);
        return new Snapshot(copy, derived.after(ref));
    }

    /** Only the objects that satisfy the predicate. */
    public Snapshot keeping(Predicate<ObjectRef> wanted) {
        var copy = new TreeMap<>(objects);
        copy.keySet().removeIf(wanted.negate());
        return new Snapshot(copy, new DerivedValues());
    }

    public Optional<Observed> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    public boolean contains(ObjectRef ref) {
        return objects.containsKey(ref);
    }

    /**
     * A value derived from this snapshot and from premises, always as many. It is derived only when
     * an object that it depends on, or a premise, has changed since it was last asked for.
     *
     * @param premises compared by value when they are texts, numbers or names, else by identity
     */
    public <T> T derive(Derivation<T> derivation, Supplier<T> deriving, Object... premises) {
        return derived.get(derivation, deriving, List.of(premises));
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
