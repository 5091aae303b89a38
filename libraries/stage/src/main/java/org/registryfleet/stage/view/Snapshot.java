package org.registryfleet.stage.view;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The objects of one cluster by reference. Immutable: every change returns a new snapshot. */
public final class Snapshot {

    /** By kind, so that a change copies the objects of one kind only. No kind is empty. */
    private final NavigableMap<String, NavigableMap<ObjectRef, Observed>> kinds;

    private final DerivedValues derived;

    private Snapshot(
            NavigableMap<String, NavigableMap<ObjectRef, Observed>> kinds, DerivedValues derived) {
        this.kinds = kinds;
        this.derived = derived;
    }

    public static Snapshot empty() {
        return of(List.of());
    }

    public static Snapshot of(Collection<Observed> objects) {
        var kinds = new TreeMap<String, NavigableMap<ObjectRef, Observed>>();
        for (var object : objects) {
            kinds.computeIfAbsent(object.ref().kind(), _ -> new TreeMap<>())
                    .put(object.ref(), object);
        }
        return new Snapshot(kinds, new DerivedValues());
    }

    public Snapshot with(Observed object) {
        var same = new TreeMap<>(ofSameKind(object.ref()));
        same.put(object.ref(), object);
        return changed(object.ref(), same);
    }

    public Snapshot without(ObjectRef ref) {
        if (!contains(ref)) {
            return this;
        }
        var same = new TreeMap<>(ofSameKind(ref));
        same.remove(ref);
        return changed(ref, same);
    }

    /** Only the objects that satisfy the predicate. */
    public Snapshot keeping(Predicate<ObjectRef> wanted) {
        return of(stream().filter(object -> wanted.test(object.ref())).toList());
    }

    public Optional<Observed> find(ObjectRef ref) {
        return Optional.ofNullable(ofSameKind(ref).get(ref));
    }

    public boolean contains(ObjectRef ref) {
        return ofSameKind(ref).containsKey(ref);
    }

    /**
     * A cached value derived from this snapshot and from premises, whose number must not vary. It
     * is derived again only after an object that it depends on or a premise has changed.
     *
     * @param premises compared by value when they are strings, numbers or enums, else by identity
     */
    public <T> T derive(Derivation<T> derivation, Supplier<T> supplier, Object... premises) {
        return derived.get(derivation, supplier, List.of(premises));
    }

    /** All objects of a kind, ordered by namespace and name. */
    public Stream<Observed> ofKind(String kind) {
        return kinds.getOrDefault(kind, Collections.emptyNavigableMap()).values().stream();
    }

    /** All objects, ordered by kind, namespace and name. */
    public List<Observed> all() {
        return stream().toList();
    }

    public int size() {
        return kinds.values().stream().mapToInt(NavigableMap::size).sum();
    }

    private Stream<Observed> stream() {
        return kinds.values().stream().flatMap(same -> same.values().stream());
    }

    private NavigableMap<ObjectRef, Observed> ofSameKind(ObjectRef ref) {
        return kinds.getOrDefault(ref.kind(), Collections.emptyNavigableMap());
    }

    private Snapshot changed(ObjectRef ref, NavigableMap<ObjectRef, Observed> same) {
        var copy = new TreeMap<>(kinds);
        if (same.isEmpty()) {
            copy.remove(ref.kind());
        } else {
            copy.put(ref.kind(), same);
        }
        return new Snapshot(copy, derived.after(ref));
    }
}
