package org.registryfleet.objectstorage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * LRU cache of provider clients. Evicting a client closes it; its calls in flight may fail and are
 * retried by a later attempt.
 */
public final class ClientPool<K, C> implements AutoCloseable {

    private static final int MOST = 256;

    private final Consumer<C> end;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, C> clients = new LinkedHashMap<>(16, 0.75f, true);

    /** {@code end} closes an evicted client. */
    public ClientPool(Consumer<C> end) {
        this.end = end;
    }

    /** Creates a client. */
    @FunctionalInterface
    public interface Maker<K, C, E extends Exception> {
        C make(K key) throws E;
    }

    public <E extends Exception> C get(K key, Maker<K, C, E> maker) throws E {
        lock.lock();
        try {
            var client = clients.get(key);
            if (client == null) {
                client = maker.make(key);
                clients.put(key, client);
                dropOldest();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        if (clients.size() > MOST) {
            var oldest = clients.entrySet().iterator();
            end.accept(oldest.next().getValue());
            oldest.remove();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            clients.values().forEach(end);
            clients.clear();
        } finally {
            lock.unlock();
        }
    }
}
