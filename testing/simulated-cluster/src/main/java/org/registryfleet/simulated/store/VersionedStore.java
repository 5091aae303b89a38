package org.registryfleet.simulated.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The objects of one cluster under one growing revision, as etcd keeps them. Every change is one
 * event; subscribers get the events in order, under the store's lock, and must only note them.
 */
public final class VersionedStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<ObjectKey, StoredObject> objects = new TreeMap<>();
    private final Map<ResourceType, List<Consumer<StoreEvent>>> subscribers =
            new ConcurrentHashMap<>();
    private final List<Consumer<StoreEvent>> subscribersToAll = new CopyOnWriteArrayList<>();
    private final EventHistory history;
    private long revision = 1;

    /** A store that remembers this many changes. */
    public VersionedStore(int historyLimit) {
        this.history = new EventHistory(historyLimit);
    }

    /** Does the work while nobody else reads or writes. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The object of this key, if it is there. */
    public @Nullable StoredObject get(ObjectKey key) {
        return exclusively(() -> objects.get(key));
    }

    /** The revision of the newest change. */
    public long revision() {
        return exclusively(() -> revision);
    }

    /** The number of objects. */
    public int size() {
        return exclusively(objects::size);
    }

    /** Writes the object under the next revision; the tree becomes the store's. */
    public StoredObject put(ObjectKey key, ObjectNode node) {
        return exclusively(
                () -> {
                    var stored = stamped(key, node);
                    var before = objects.put(key, stored);
                    publish(
                            new StoreEvent(
                                    before == null
                                            ? StoreEvent.Change.ADDED
                                            : StoreEvent.Change.MODIFIED,
                                    before,
                                    stored));
                    return stored;
                });
    }

    /** Removes the object under the next revision; the tree is its last state. */
    public StoredObject remove(ObjectKey key, ObjectNode lastState) {
        return exclusively(
                () -> {
                    var last = stamped(key, lastState);
                    var before = objects.remove(key);
                    publish(new StoreEvent(StoreEvent.Change.DELETED, before, last));
                    return last;
                });
    }

    /** What the object would be if it were written now; nothing is written. */
    public StoredObject unwritten(ObjectKey key, ObjectNode node) {
        return new StoredObject(key, node);
    }

    /** The objects of the selection as they are now, with the revision that this is. */
    public StoreSnapshot list(Selection selection) {
        return exclusively(() -> new StoreSnapshot(revision, select(objects, selection)));
    }

    /** The objects of the selection as they were at this revision. */
    public StoreSnapshot listAt(Selection selection, long at) throws HistoryExpired {
        lock.lock();
        try {
            requireReach(at);
            return new StoreSnapshot(at, select(rewound(selection.type(), at), selection));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Subscribes to all later changes of a kind, after the events that lie between the revision and
     * now.
     */
    public Subscription subscribe(ResourceType type, long after, Consumer<StoreEvent> subscriber)
            throws HistoryExpired {
        lock.lock();
        try {
            requireReach(after);
            for (var event : history.after(after)) {
                if (event.after().key().type().equals(type)) {
                    subscriber.accept(event);
                }
            }
            return follow(type, subscriber);
        } finally {
            lock.unlock();
        }
    }

    /** Subscribes to all later changes of a kind. */
    public Subscription follow(ResourceType type, Consumer<StoreEvent> subscriber) {
        return exclusively(
                () ->
                        add(
                                subscribers.computeIfAbsent(
                                        type, any -> new CopyOnWriteArrayList<>()),
                                subscriber));
    }

    /**
     * Subscribes to all later changes of all kinds; the objects that are there come first, as
     * added.
     */
    public Subscription subscribeToAll(Consumer<StoreEvent> subscriber) {
        return exclusively(
                () -> {
                    objects.values()
                            .forEach(
                                    now ->
                                            subscriber.accept(
                                                    new StoreEvent(
                                                            StoreEvent.Change.ADDED, null, now)));
                    return add(subscribersToAll, subscriber);
                });
    }

    /** Forgets the history up to now, so that no older version can be watched or listed. */
    public void compact() {
        exclusively(
                () -> {
                    history.compact(revision);
                    return revision;
                });
    }

    /** All objects, as a backup of etcd holds them. */
    public StoreSnapshot backup() {
        return exclusively(() -> new StoreSnapshot(revision, List.copyOf(objects.values())));
    }

    /**
     * Goes back to a backup: objects, versions and the revision are those of then, and no history
     * is known. Whoever follows single kinds hears nothing of it; the controllers of the cluster,
     * which would have been started anew, see what is different.
     */
    public void restore(StoreSnapshot backup) {
        exclusively(
                () -> {
                    var before = new TreeMap<>(objects);
                    objects.clear();
                    backup.objects().forEach(object -> objects.put(object.key(), object));
                    revision = backup.revision();
                    history.beginAt(revision);
                    differences(before)
                            .forEach(event -> subscribersToAll.forEach(one -> one.accept(event)));
                    return revision;
                });
    }

    /** Everything that another store must know to go on as this one. */
    public EtcdSnapshot snapshot(long identities) {
        return exclusively(() -> EtcdSnapshot.of(backup(), history, identities));
    }

    /** Goes on as another store, whose history is known, too. */
    public void restore(EtcdSnapshot snapshot, Function<ObjectNode, ObjectKey> keys) {
        exclusively(
                () -> {
                    restore(snapshot.backup(keys));
                    snapshot.fill(history, keys);
                    return revision;
                });
    }

    private List<StoreEvent> differences(Map<ObjectKey, StoredObject> before) {
        var events = new ArrayList<StoreEvent>();
        before.forEach(
                (key, old) -> {
                    if (!objects.containsKey(key)) {
                        events.add(new StoreEvent(StoreEvent.Change.DELETED, old, old));
                    }
                });
        objects.forEach(
                (key, now) -> {
                    var old = before.get(key);
                    var change = old == null ? StoreEvent.Change.ADDED : StoreEvent.Change.MODIFIED;
                    events.add(new StoreEvent(change, old, now));
                });
        return events;
    }

    private static Subscription add(
            List<Consumer<StoreEvent>> subscribers, Consumer<StoreEvent> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    private StoredObject stamped(ObjectKey key, ObjectNode node) {
        revision++;
        Json.child(node, "metadata").put("resourceVersion", Long.toString(revision));
        return new StoredObject(key, node);
    }

    private void publish(StoreEvent event) {
        history.add(event);
        for (var subscriber : subscribers.getOrDefault(event.after().key().type(), List.of())) {
            subscriber.accept(event);
        }
        for (var subscriber : subscribersToAll) {
            subscriber.accept(event);
        }
    }

    private void requireReach(long at) throws HistoryExpired {
        if (!history.reaches(at)) {
            throw new HistoryExpired(at, history.compacted());
        }
    }

    private NavigableMap<ObjectKey, StoredObject> rewound(ResourceType type, long at) {
        var state = new TreeMap<>(ofType(objects, type));
        var newestFirst = history.newestFirst();
        while (newestFirst.hasNext()) {
            var event = newestFirst.next();
            if (event.revision() <= at) {
                break;
            }
            var before = event.before();
            if (before == null) {
                state.remove(event.after().key());
            } else if (before.key().type().equals(type)) {
                state.put(before.key(), before);
            }
        }
        return state;
    }

    private static Map<ObjectKey, StoredObject> ofType(
            NavigableMap<ObjectKey, StoredObject> state, ResourceType type) {
        var first = ObjectKey.first(type);
        var last = new ObjectKey(type, Character.toString(Character.MAX_VALUE), "");
        return state.subMap(first, last);
    }

    private static List<StoredObject> select(
            NavigableMap<ObjectKey, StoredObject> state, Selection selection) {
        var selected = new ArrayList<StoredObject>();
        for (var object : ofType(state, selection.type()).values()) {
            if (selection.matches(object)) {
                selected.add(object);
            }
        }
        return selected;
    }
}
