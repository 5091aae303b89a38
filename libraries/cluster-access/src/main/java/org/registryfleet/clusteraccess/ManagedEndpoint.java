package org.registryfleet.clusteraccess;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.api.Endpoint;
import org.registryfleet.clusteraccess.api.EndpointSource;
import org.registryfleet.clusteraccess.credential.Credential;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.clusteraccess.credential.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The endpoint of one cluster: opened lazily and reopened when its credential changes, ends or is
 * refused. A new credential that cannot be used does not displace one that can.
 */
final class ManagedEndpoint implements EndpointSource {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedEndpoint.class);
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    // a plugin or the hub is not asked again for every call
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private record Opened(Endpoint endpoint, Credential credential) {}

    private record Failed(CredentialException problem, String stamp, long at) {}

    private final String cluster;
    private volatile CredentialReference reference;
    private final Credentials credentials;
    private final Transport transport;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Endpoint>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Opened opened;
    private volatile @Nullable Failed failed;
    private volatile long checkedAt;
    private volatile boolean changed;
    private volatile String digest = "";
    private @Nullable Runnable followed;
    private boolean closed;

    ManagedEndpoint(
            String cluster,
            CredentialReference reference,
            Credentials credentials,
            Transport transport,
            Executor threads) {
        this.cluster = cluster;
        this.reference = reference;
        this.credentials = credentials;
        this.transport = transport;
        this.threads = threads;
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
            unfollow();
            reference = other;
            opened = null;
            failed = null;
            if (known != null) {
                retire(known.endpoint());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes note of the digest of the credential behind the reference; returns whether another one
     * was known before.
     */
    boolean rotate(String other) {
        boolean isRotated = !digest.isEmpty() && !digest.equals(other);
        digest = other;
        if (isRotated) {
            changed = true;
        }
        return isRotated;
    }

    @Override
    public String description() {
        return "cluster " + cluster + " (" + reference + ")";
    }

    @Override
    public void onReplaced(Consumer<Endpoint> listener) {
        listeners.add(listener);
    }

    @Override
    public Endpoint current() {
        var known = opened;
        if (known != null && !changed && System.nanoTime() - checkedAt < RECHECK_NANOS) {
            return known.endpoint();
        }
        if (known == null || known.credential().hasEnded(credentials.now())) {
            lock.lock();
        } else if (!lock.tryLock()) {
            // somebody else is renewing it, which may take seconds; it is still good
            return known.endpoint();
        }
        try {
            known = opened;
            known = known == null ? openFirst() : checked(known);
            checkedAt = System.nanoTime();
            return known.endpoint();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has been used, and so has a credential to look after. */
    boolean isOpen() {
        return opened != null;
    }

    /** Takes over a changed credential, and renews one that is about to end. */
    void refresh() {
        try {
            if (isOpen()) {
                current();
            }
        } catch (CredentialException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    @Override
    public Optional<Instant> credentialEnds() {
        boolean isRenewed = failed == null;
        return Optional.ofNullable(opened)
                .map(Opened::credential)
                .filter(known -> known.renewAt() == null || !isRenewed)
                .map(Credential::ends);
    }

    @Override
    public boolean renew(Endpoint refused) {
        lock.lock();
        try {
            var known = opened;
            if (known == null || !known.endpoint().equals(refused)) {
                return known != null;
            }
            return !reopen(known).equals(known);
        } catch (CredentialException e) {
            LOG.warn("{}", e.getMessage());
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
                opened = open(known.credential());
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
            unfollow();
            var known = opened;
            opened = null;
            if (known != null) {
                known.endpoint().http().close();
            }
        } finally {
            lock.unlock();
        }
    }

    private Opened openFirst() {
        var before = failed;
        if (before != null && isRecent(before) && before.stamp().equals(stamp(null))) {
            throw before.problem();
        }
        try {
            var fresh = reopen(null);
            failed = null;
            return fresh;
        } catch (CredentialException e) {
            failed = new Failed(e, stamp(null), System.nanoTime());
            throw e;
        }
    }

    private Opened checked(Opened known) {
        var stamp = stamp(known.credential());
        boolean isDue = known.credential().isDue(credentials.now());
        if (!changed && !isDue && known.credential().stamp().equals(stamp)) {
            return known;
        }
        var before = failed;
        if (before != null && isRecent(before) && before.stamp().equals(stamp)) {
            return kept(known, before.problem());
        }
        boolean wasChanged = changed;
        changed = false;
        try {
            reopen(known);
            failed = null;
            var fresh = opened;
            return fresh == null ? known : fresh;
        } catch (CredentialException e) {
            changed = wasChanged;
            if (before == null
                    || !String.valueOf(before.problem().getMessage()).equals(e.getMessage())) {
                LOG.warn(
                        "{}; the credential from before is kept as long as it is good",
                        e.getMessage());
            }
            failed = new Failed(e, stamp, System.nanoTime());
            if (e.isGone()) {
                opened = null;
                changed = false;
                retire(known.endpoint());
            }
            return kept(known, e);
        }
    }

    private Opened kept(Opened known, CredentialException problem) {
        if (problem.isGone() || known.credential().hasEnded(credentials.now())) {
            throw problem;
        }
        return known;
    }

    private static boolean isRecent(Failed before) {
        return System.nanoTime() - before.at() < RETRY_NANOS;
    }

    private String stamp(@Nullable Credential known) {
        return credentials.stamp(reference, known);
    }

    /** Keeps the open endpoint when the credential has not changed. */
    private Opened reopen(@Nullable Opened old) {
        if (closed) {
            throw new CredentialException(description() + ": has been taken out of the fleet");
        }
        var credential = credentials.read(reference, description());
        follow();
        if (old != null && old.credential().version().equals(credential.version())) {
            opened = new Opened(old.endpoint(), credential);
            return old;
        }
        var fresh = open(credential);
        opened = fresh;
        if (old != null) {
            retire(old.endpoint());
        }
        return fresh;
    }

    private Opened open(Credential credential) {
        return new Opened(
                new Endpoint(
                        credential.server(), credential.authority(), transport.open(credential)),
                credential);
    }

    private void follow() {
        if (followed == null) {
            followed =
                    credentials.follow(
                            reference,
                            () -> {
                                changed = true;
                                threads.execute(this::refresh);
                            });
        }
    }

    private void unfollow() {
        var before = followed;
        followed = null;
        changed = false;
        if (before != null) {
            before.run();
        }
    }

    /** Watches move to the new endpoint at once; calls in flight complete. */
    private void retire(Endpoint old) {
        listeners.forEach(listener -> listener.accept(old));
        CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(old.http()::close);
    }
}
