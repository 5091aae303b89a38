package org.registryfleet.clusteraccess;

import io.fabric8.kubernetes.client.http.HttpClient;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.api.Endpoint;
import org.registryfleet.clusteraccess.api.EndpointSource;
import org.registryfleet.clusteraccess.credential.Credential;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.clusteraccess.credential.Credentials;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The endpoint of one cluster: opened lazily and reopened when its credential changes. */
final class ManagedEndpoint implements EndpointSource {
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Opened(Endpoint endpoint, Credential credential, String stamp) {}

    private final String cluster;
    private volatile CredentialReference reference;
    private final Credentials credentials;
    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Opened opened;
    private volatile long checkedAt;
    private boolean closed;

    ManagedEndpoint(
            String cluster,
            CredentialReference reference,
            Credentials credentials,
            Transport transport) {
        this.cluster = cluster;
        this.reference = reference;
        this.credentials = credentials;
        this.transport = transport;
    }

    /**
     * Switches to another credential reference; returns whether it differs. Holders of this
     * endpoint keep it.
     */
    boolean refer(CredentialReference other) {
        lock.lock();
        try {
            if (other.equals(reference)) {
                return false;
            }
            var known = opened;
            reference = other;
            opened = null;
            if (known != null) {
                closeLater(known.endpoint().http());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String description() {
        return "cluster " + cluster + " (" + reference + ")";
    }

    @Override
    public Endpoint current() {
        var known = opened;
        if (known != null && System.nanoTime() - checkedAt < RECHECK_NANOS) {
            return known.endpoint();
        }
        lock.lock();
        try {
            known = opened;
            if (known == null || !known.stamp().equals(credentials.stamp(reference))) {
                known = open(known);
            }
            checkedAt = System.nanoTime();
            return known.endpoint();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean renew(Endpoint refused) {
        lock.lock();
        try {
            var known = opened;
            if (known == null || !known.endpoint().equals(refused)) {
                return known != null;
            }
            return !open(known).equals(known);
        } catch (CredentialException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reconnect(Endpoint dead) {
        lock.lock();
        try {
            var known = opened;
            if (known != null && known.endpoint().equals(dead) && !closed) {
                opened = open(known.credential(), known.stamp());
                dead.http().close();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            var known = opened;
            opened = null;
            if (known != null) {
                known.endpoint().http().close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the open endpoint when the credential has not changed. */
    private Opened open(@Nullable Opened old) {
        if (closed) {
            throw new CredentialException(description() + ": has been taken out of the fleet");
        }
        var stamp = credentials.stamp(reference);
        var credential = credentials.read(reference, description());
        if (old != null && old.credential().version().equals(credential.version())) {
            opened = new Opened(old.endpoint(), old.credential(), stamp);
            return old;
        }
        var fresh = open(credential, stamp);
        opened = fresh;
        if (old != null) {
            closeLater(old.endpoint().http());
        }
        return fresh;
    }

    private Opened open(Credential credential, String stamp) {
        return new Opened(
                new Endpoint(
                        credential.server(), credential.authority(), transport.open(credential)),
                credential,
                stamp);
    }

    // lets calls in flight complete
    private static void closeLater(HttpClient http) {
        CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(http::close);
    }
}
