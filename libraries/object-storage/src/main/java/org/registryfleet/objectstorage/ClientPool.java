package org.registryfleet.objectstorage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * LRU cache of provider clients. Clients of different keys are created side by side. An evicted
 * client is closed when every call that may have been made with it has ended. Thread-safe.
 */
public final class ClientPool<K, C> implements AutoCloseable {

    static final int MOST = 256;

    /** Longer than a caller keeps a client: all calls of one action. */
    static final Duration LONGEST_USE = Duration.ofMinutes(10);

    private final Consumer<C> end;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Slot<C>> slots = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Evicted<C>> evicted = new ArrayDeque<>();

    /** {@code end} closes a client. */
    public ClientPool(Consumer<C> end) {
        this(end, InstantSource.system());
    }

    ClientPool(Consumer<C> end, InstantSource clock) {
        this.end = end;
        this.clock = clock;
    }

    /** Creates a client. */
    @FunctionalInterface
    public interface Maker<K, C, E extends Exception> {
        C make(K key) throws E;
    }

    /** The client of one key, once it was created. */
    private static final class Slot<C> {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable C client;

        <K, E extends Exception> C get(K key, Maker<K, C, E> maker) throws E {
            lock.lock();
            try {
                var known = client;
                if (known == null) {
                    known = maker.make(key);
                    client = known;
                }
                return known;
            } finally {
                lock.unlock();
            }
        }

        void end(Consumer<C> end) {
            lock.lock();
            try {
                if (client != null) {
                    end.accept(client);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private record Evicted<C>(Slot<C> slot, Instant unusedFrom) {}

    /** The client of the key, created unless there is one. */
    public <E extends Exception> C get(K key, Maker<K, C, E> maker) throws E {
        return slot(key).get(key, maker);
    }

    private Slot<C> slot(K key) {
        lock.lock();
        try {
            var slot = slots.computeIfAbsent(key, _ -> new Slot<>());
            var now = clock.instant();
            if (slots.size() > MOST) {
                var oldest = slots.entrySet().iterator();
                evicted.add(new Evicted<>(oldest.next().getValue(), now.plus(LONGEST_USE)));
                oldest.remove();
            }
            while (!evicted.isEmpty() && !now.isBefore(evicted.getFirst().unusedFrom())) {
                evicted.removeFirst().slot().end(end);
            }
            return slot;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            slots.values().forEach(slot -> slot.end(end));
            slots.clear();
            evicted.forEach(one -> one.slot().end(end));
            evicted.clear();
        } finally {
            lock.unlock();
        }
    }
}
