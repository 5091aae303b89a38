package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterobjects.redaction.SecretText;
import org.registryfleet.clusterwatcher.content.ObservedObject;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.service.resume.SessionEnd;
import org.registryfleet.clusterwatcher.service.resume.WatchKeys;
import org.registryfleet.events.FieldOwner;
import org.registryfleet.events.FieldSetter;
import org.registryfleet.events.GapCause;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.UnreadableKind;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One continuous watch of a cluster: numbers its observations from 0 without gaps. When a send
 * fails the session is broken, because the gap could not be told from a quiet cluster. Confined to
 * the cluster's executor, except for the producer's callbacks.
 */
final class WatchSession {
    private static final List<String> UNKNOWN = List.of("unknown");

    private final String cluster;
    private final WatchContext context;
    private final long epoch;
    private final Runnable onBroken;
    private final String id = UUID.randomUUID().toString();
    private volatile long sequence;
    private @Nullable Instant toldEnd;
    private long written = -1;
    private int partition;
    private long offset = -1;
    private @Nullable Awaited awaited;
    private boolean broken;

    /** Receives the partition and offset at which an observation was written. */
    interface OffsetCallback {
        void onWritten(int partition, long offset);
    }

    private record Awaited(long sequence, OffsetCallback callback) {}

    WatchSession(String cluster, WatchContext context, long epoch, Runnable onBroken) {
        this.cluster = cluster;
        this.context = context;
        this.epoch = epoch;
        this.onBroken = onBroken;
    }

    String id() {
        return id;
    }

    long epoch() {
        return epoch;
    }

    /** Sequence of the last observation that was sent; -1 before the first. */
    long last() {
        return sequence - 1;
    }

    /** Where this session ended: its last acknowledged observation. */
    synchronized SessionEnd ended() {
        return new SessionEnd(id, epoch, written);
    }

    void seen(ObservationType type, WatchedKind watched, ObservedObject object) {
        send(
                observation(type)
                        .setObject(key(watched, object.namespace(), object.name()))
                        .setUid(object.uid())
                        .setResourceVersion(object.resourceVersion())
                        .setContent(object.content())
                        .setDigest(object.digest().hex())
                        .setManagers(object.managers().isEmpty() ? UNKNOWN : object.managers())
                        .setOwners(owners(object))
                        .setSetters(setters(object)));
    }

    private static List<FieldOwner> owners(ObservedObject object) {
        return object.owners().entrySet().stream()
                .map(owner -> new FieldOwner(owner.getKey(), owner.getValue()))
                .toList();
    }

    private static List<FieldSetter> setters(ObservedObject object) {
        return object.setters().stream()
                .map(one -> new FieldSetter(one.manager(), one.at(), one.fields()))
                .toList();
    }

    /** A deletion concluded from a list; the last state of the object is unknown. */
    void concludedDeletion(WatchedKind watched, KnownObjects.Gone gone) {
        send(
                observation(ObservationType.DELETED)
                        .setObject(key(watched, gone.namespace(), gone.name()))
                        .setUid(gone.uid())
                        .setResourceVersion(gone.resourceVersion())
                        .setManagers(UNKNOWN)
                        .setSynthesised(true));
    }

    /** Counts an event that was suppressed because it changed nothing. */
    void suppressed() {
        context.listener().suppressed(cluster);
    }

    void mark(ObservationType type, String detail) {
        send(observation(type).setDetail(SecretText.masked(detail)));
    }

    /** The initial sync is done; {@code unreadable} names the kinds that could not be listed. */
    void synced(String detail, List<UnreadableKind> unreadable) {
        send(observation(ObservationType.SYNCED).setDetail(detail).setUnreadable(unreadable));
    }

    /** Tells when the credential ends, once for each end; a new session has told nothing. */
    void credentialEnds(@Nullable Instant ends) {
        if (Objects.equals(ends, toldEnd)) {
            return;
        }
        toldEnd = ends;
        var detail = ends == null ? "it has no end" : "it ends at " + ends;
        send(observation(ObservationType.CREDENTIAL).setCredentialEnds(ends).setDetail(detail));
    }

    /** Opens or closes a gap of one watch. */
    void mark(ObservationType type, WatchedKind watched, String version, String detail) {
        send(
                observation(type)
                        .setObject(WatchKeys.of(watched))
                        .setResourceVersion(version)
                        .setDetail(SecretText.masked(detail)));
    }

    /** How this session relates to the previous one. */
    void follow(ObservationType type, SessionEnd before, String detail) {
        send(
                observation(type)
                        .setResumedSession(before.session())
                        .setResumedSequence(before.sequence())
                        .setDetail(SecretText.masked(detail)));
    }

    /**
     * The previous session cannot be resumed because the cluster was restored to an earlier state.
     */
    void restored(SessionEnd before, String detail) {
        send(
                observation(ObservationType.GAP)
                        .setGap(GapCause.RESTORED)
                        .setResumedSession(before.session())
                        .setResumedSequence(before.sequence())
                        .setDetail(SecretText.masked(detail)));
    }

    /** The object exists, but exceeds the maximum record size. */
    void tooLarge(WatchedKind watched, ObservedObject object) {
        var key = key(watched, object.namespace(), object.name());
        var detail =
                "%s: %d bytes are more than a record can hold, so its content is not known"
                        .formatted(WatchKeys.description(key), object.size());
        send(
                observation(ObservationType.GAP)
                        .setGap(GapCause.TOO_LARGE)
                        .setObject(key)
                        .setUid(object.uid())
                        .setResourceVersion(object.resourceVersion())
                        .setDigest(object.digest().hex())
                        .setDetail(detail));
    }

    /** Closes the gap of an object that was too large: it has shrunk or is gone. */
    void noLongerTooLarge(WatchedKind watched, String namespace, String name) {
        var key = key(watched, namespace, name);
        send(
                observation(ObservationType.RESYNC)
                        .setGap(GapCause.TOO_LARGE)
                        .setObject(key)
                        .setDetail(WatchKeys.description(key) + ": known again"));
    }

    /** A deletion of an object that was too large, so without its last content. */
    void goneTooLarge(WatchedKind watched, ObservedObject object) {
        send(
                observation(ObservationType.DELETED)
                        .setObject(key(watched, object.namespace(), object.name()))
                        .setUid(object.uid())
                        .setResourceVersion(object.resourceVersion())
                        .setManagers(object.managers().isEmpty() ? UNKNOWN : object.managers()));
    }

    /** Invokes the callback once everything sent so far is acknowledged, immediately if it is. */
    void whenWritten(OffsetCallback callback) {
        synchronized (this) {
            if (broken) {
                return;
            }
            if (written < last()) {
                awaited = new Awaited(last(), callback);
                return;
            }
        }
        callback.onWritten(partition, offset);
    }

    private Observation.Builder observation(ObservationType type) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession(id)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setType(type)
                .setObservedAt(Instant.ofEpochMilli(context.clock().instant().toEpochMilli()));
    }

    private void send(Observation.Builder builder) {
        var observation = builder.build();
        sequence = observation.getSequence() + 1;
        context.listener().observed(cluster, observation.getType());
        context.sink().send(observation, new SendReceipt(observation.getSequence()));
    }

    private @Nullable OffsetCallback acknowledge(long number, int where, long at) {
        synchronized (this) {
            written = broken ? written : number;
            partition = where;
            offset = at;
            var waiting = awaited;
            if (broken || waiting == null || waiting.sequence() > number) {
                return null;
            }
            awaited = null;
            return waiting.callback();
        }
    }

    // a later acknowledgement must not count as one for the lost observation
    private synchronized void fail() {
        broken = true;
        awaited = null;
    }

    private final class SendReceipt implements ObservationSink.Receipt {
        private final long number;

        SendReceipt(long number) {
            this.number = number;
        }

        @Override
        public void written(int where, long at) {
            context.listener().written(cluster, number);
            var callback = acknowledge(number, where, at);
            if (callback != null) {
                callback.onWritten(where, at);
            }
        }

        @Override
        public void lost() {
            fail();
            onBroken.run();
        }
    }

    private static ObjectKey key(WatchedKind watched, String namespace, String name) {
        return new ObjectKey(watched.kind().apiVersion(), watched.kind().kind(), namespace, name);
    }
}
