package org.registryfleet.clusterwatcher.watch;

import org.registryfleet.clusterwatcher.content.ObservedObject;
import org.registryfleet.clusterwatcher.kind.Watched;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;

import java.time.Instant;
import java.util.UUID;

/**
 * One continuous watch of a cluster: numbers its observations from 0 without holes. When one of
 * them did not reach the log the session is broken, since nobody could tell what is missing.
 */
final class Session {
    private final String cluster;
    private final WatchParts parts;
    private final Runnable onBroken;
    private final String id = UUID.randomUUID().toString();
    private long sequence;

    Session(String cluster, WatchParts parts, Runnable onBroken) {
        this.cluster = cluster;
        this.parts = parts;
        this.onBroken = onBroken;
    }

    void seen(ObservationType type, Watched watched, ObservedObject object) {
        send(
                observation(type)
                        .setObject(key(watched, object.namespace(), object.name()))
                        .setUid(object.uid())
                        .setResourceVersion(object.resourceVersion())
                        .setContent(object.content())
                        .setDigest(object.digest().hex())
                        .setManagers(object.managers()));
    }

    /** A deletion that a list shows: the object's last state is not known. */
    void concludedDeletion(Watched watched, KnownObjects.Gone gone) {
        send(
                observation(ObservationType.DELETED)
                        .setObject(key(watched, gone.namespace(), gone.name()))
                        .setUid(gone.uid())
                        .setResourceVersion(gone.resourceVersion())
                        .setSynthesised(true));
    }

    /** Something that is no news. */
    void suppressed() {
        parts.listener().suppressed(cluster);
    }

    void mark(ObservationType type, String detail) {
        send(observation(type).setDetail(detail));
    }

    private Observation.Builder observation(ObservationType type) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession(id)
                .setSequence(sequence++)
                .setType(type)
                .setObservedAt(Instant.ofEpochMilli(parts.clock().instant().toEpochMilli()));
    }

    private void send(Observation.Builder builder) {
        var observation = builder.build();
        parts.listener().observed(cluster, observation.getType());
        parts.sink().send(observation, onBroken);
    }

    private static ObjectKey key(Watched watched, String namespace, String name) {
        return new ObjectKey(watched.kind().apiVersion(), watched.kind().kind(), namespace, name);
    }
}
