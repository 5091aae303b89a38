package org.registryfleet.localfleet.faultrun;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.localfleet.closedloop.SmallCluster;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.time.Instant;
import java.util.function.Supplier;

/** The watcher of one cluster: every change is a record of the log. */
final class ClusterFeed {

    private static final Events EVENTS = Events.singleObject();

    private final String cluster;
    private final SmallCluster api;
    private final MemoryLog log;
    private final Supplier<Instant> clock;
    private long epoch;
    private long sequence;

    ClusterFeed(String cluster, SmallCluster api, MemoryLog log, Supplier<Instant> clock) {
        this.cluster = cluster;
        this.api = api;
        this.log = log;
        this.clock = clock;
    }

    void begin() {
        var registration =
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setCredential("kubeconfig:" + cluster)
                        .setMode(OwnershipMode.FULL)
                        .build();
        append(Topics.CLUSTERS, EVENTS.encode(registration));
        api.listen(this::changed);
        list();
    }

    /** Another watcher takes over and lists everything. */
    void list() {
        epoch++;
        sequence = 0;
        for (var ref : api.refs()) {
            changed(ref, api.find(ref).orElse(null));
        }
        tell(observation(epoch, ObservationType.SYNCED).build());
    }

    /** The earlier watcher does not know yet that another one has taken over. */
    void speakFromThePast() {
        api.refs().stream()
                .findFirst()
                .flatMap(api::find)
                .ifPresent(
                        object -> tell(shown(epoch - 1, ObservationType.DELETED, object).build()));
    }

    void loseAndRegainContact() {
        tell(observation(epoch, ObservationType.CONTACT_LOST).setDetail("no answer").build());
        tell(observation(epoch, ObservationType.CONTACT_RESTORED).build());
    }

    /** The producer of the watcher writes its last record once more. */
    void repeatItself() {
        var lines = log.lines(Topics.OBSERVATIONS);
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).key().equals(cluster)) {
                log.append(Topics.OBSERVATIONS, lines.get(i));
                return;
            }
        }
    }

    /** Something that no stage can read. */
    void talkNonsense() {
        append(Topics.OBSERVATIONS, new byte[] {1, 2, 3});
    }

    private void changed(ObjectRef ref, @Nullable Observed object) {
        if (object != null) {
            tell(shown(epoch, ObservationType.MODIFIED, object).build());
        } else {
            tell(observation(epoch, ObservationType.DELETED).setObject(key(ref)).build());
        }
    }

    private Observation.Builder shown(long session, ObservationType type, Observed object) {
        return observation(session, type)
                .setObject(key(object.ref()))
                .setUid(object.uid())
                .setResourceVersion(object.resourceVersion())
                .setContent(object.content().toString());
    }

    private Observation.Builder observation(long session, ObservationType type) {
        return Observation.newBuilder()
                .setCluster(cluster)
                .setSession("s" + session)
                .setEpoch(session)
                .setSequence(sequence++)
                .setType(type)
                .setObservedAt(clock.get());
    }

    private void tell(Observation observation) {
        append(Topics.OBSERVATIONS, EVENTS.encode(observation));
    }

    private void append(String topic, byte[] value) {
        log.append(topic, new MemoryLog.Line(cluster, value, clock.get().toEpochMilli()));
    }

    static ObjectKey key(ObjectRef ref) {
        return new ObjectKey(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
    }
}
