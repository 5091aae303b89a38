package org.registryfleet.localfleet.pipeline;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Reads every topic of the fleet as it grows: what is under way for which cluster. */
public final class LogTail implements AutoCloseable {

    /** Hears each record; called on the tail's thread. */
    @FunctionalInterface
    public interface Listener {
        void heard(String topic, String cluster, SpecificRecord record);
    }

    private final TopicFollower follower;
    private final Events events = Events.singleObject();
    private final ConcurrentMap<String, Traffic> clusters = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private LogTail(String bootstrapServers) {
        // bookkeeping of the watchers says nothing about a cluster
        var topics =
                Topics.all().stream()
                        .map(TopicSpec::name)
                        .filter(topic -> !topic.startsWith(Topics.WATCHES))
                        .toList();
        this.follower =
                new TopicFollower(KafkaAccess.of(bootstrapServers), topics)
                        .seekToEnd()
                        .start("log-tail", this::take);
    }

    /** Starts at the end of the log: history is somebody else's business. */
    public static LogTail start(String bootstrapServers) {
        return new LogTail(bootstrapServers);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** What the log has shown of a cluster so far. */
    public Traffic of(String cluster) {
        return clusters.computeIfAbsent(cluster, _ -> new Traffic());
    }

    @Override
    public void close() {
        follower.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        of(record.key()).reached(new Cause(record.topic(), record.partition(), record.offset()));
        if (record.value() == null) {
            return;
        }
        try {
            var event = events.decode(record.value());
            of(record.key()).count(event);
            listeners.forEach(listener -> listener.heard(record.topic(), record.key(), event));
        } catch (UndecodableEventException foreign) {
            of(record.key()).records.incrementAndGet();
        }
    }

    /** Counts of one cluster. */
    public static final class Traffic {

        private static final Set<ObservationType> ENDS_OF_LISTING =
                Set.of(
                        ObservationType.SYNCED,
                        ObservationType.RESUMED,
                        ObservationType.CONTACT_LOST);

        private final AtomicLong records = new AtomicLong();
        // by what they write to: an action that is issued again takes the place of the first
        private final ConcurrentMap<String, String> unanswered = new ConcurrentHashMap<>();
        // topics are read side by side: an answer may be heard before its question
        private final Set<String> early = ConcurrentHashMap.newKeySet();
        private final ConcurrentMap<String, Cause> last = new ConcurrentHashMap<>();
        private volatile boolean awaitsSession;

        /** All records so far. */
        public long records() {
            return records.get();
        }

        /** Actions that no outcome has answered: the stage, and what it writes to. */
        public Set<String> unanswered() {
            return Set.copyOf(unanswered.keySet());
        }

        /** Where the last record of each topic is. */
        public Collection<Cause> places() {
            return List.copyOf(last.values());
        }

        /** The watcher is about to list the cluster, or (false) to let go of it. */
        public void expectSession(boolean isExpected) {
            awaitsSession = isExpected;
        }

        /** A watch session was expected and has not yet listed the cluster. */
        public boolean awaitsSession() {
            return awaitsSession;
        }

        private void reached(Cause place) {
            last.put(place.getTopic(), place);
        }

        private void count(SpecificRecord event) {
            switch (event) {
                case Action action -> {
                    if (!early.remove(action.getId())) {
                        unanswered.put(slot(action), action.getId());
                    }
                }
                case Outcome outcome -> {
                    if (!unanswered.values().remove(outcome.getAction())) {
                        early.add(outcome.getAction());
                    }
                }
                case Observation observation -> {
                    if (ENDS_OF_LISTING.contains(observation.getType())) {
                        awaitsSession = false;
                    }
                }
                default -> {}
            }
            records.incrementAndGet();
        }

        private static String slot(Action action) {
            var object = action.getObject();
            return "%s for %s %s/%s%s"
                    .formatted(
                            action.getStage(),
                            object.getKind(),
                            object.getNamespace(),
                            object.getName(),
                            action.getVerb() == Verb.PATCH_STATUS ? " (status)" : "");
        }
    }
}
