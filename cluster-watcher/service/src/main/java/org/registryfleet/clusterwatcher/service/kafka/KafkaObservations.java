package org.registryfleet.clusterwatcher.service.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.registryfleet.clusterwatcher.service.watch.ObservationSink;
import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchState;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Produces observations and checkpoints, keyed by cluster. Does not linger, since batching would
 * delay every decision. Records of one cluster keep their send order in its partition.
 */
public final class KafkaObservations implements ObservationSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaObservations.class);
    private static final String SOURCE = "cluster-watcher";
    private static final int LARGEST_RECORD = TopicSettings.DEFAULT.maxMessageBytes();

    // headroom for names, headers and the other fields of a record
    private static final int HEAD = 64 * 1024;

    // a longer outage fails the sends and breaks the sessions, which then relist
    private static final int OUTAGE_MILLIS = 600_000;

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    OUTAGE_MILLIS,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    OUTAGE_MILLIS,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    LARGEST_RECORD,
                    ProducerConfig.CLIENT_ID_CONFIG,
                    SOURCE);

    private final Producer<String, byte[]> producer;
    private final Events events;
    private final Map<Integer, Long> newest = new ConcurrentHashMap<>();

    public KafkaObservations(KafkaAccess kafka, Events events) {
        this.events = events;
        this.producer = kafka.producer(SETTINGS);
    }

    @Override
    public void send(Observation observation, Receipt receipt) {
        var record =
                new ProducerRecord<>(
                        Topics.OBSERVATIONS, observation.getCluster(), events.encode(observation));
        var id = observation.getSession() + "-" + observation.getSequence();
        EventHeaders.of(observation, id, SOURCE, observation.getObservedAt())
                .writeTo(record.headers());
        try {
            var _ =
                    producer.send(
                            record,
                            (written, problem) -> {
                                if (problem != null) {
                                    lost(observation, problem, receipt);
                                } else {
                                    written(written, receipt);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            lost(observation, e, receipt);
        }
    }

    @Override
    public int largestContent() {
        return LARGEST_RECORD - HEAD;
    }

    @Override
    public void save(WatchState state) {
        var record = new ProducerRecord<>(Topics.WATCHES, state.getCluster(), events.encode(state));
        var id = state.getSession() + "-" + state.getSequence();
        EventHeaders.of(state, id, SOURCE, Instant.now()).writeTo(record.headers());
        save(record);
    }

    @Override
    public void forget(String cluster) {
        save(new ProducerRecord<>(Topics.WATCHES, cluster, null));
    }

    private void save(ProducerRecord<String, byte[]> record) {
        try {
            var _ =
                    producer.send(
                            record,
                            (_, problem) -> {
                                if (problem != null) {
                                    notSaved(record.key(), problem);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            notSaved(record.key(), e);
        }
    }

    @Override
    public long newest(int partition) {
        return newest.getOrDefault(partition, -1L);
    }

    private void written(RecordMetadata place, Receipt receipt) {
        newest.merge(place.partition(), place.offset(), Math::max);
        receipt.written(place.partition(), place.offset());
    }

    private static void notSaved(String cluster, Exception problem) {
        LOG.warn(
                "cluster {}: how far its watch has come was not saved: {}",
                cluster,
                problem.getClass().getSimpleName());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    // logs the exception's class only: its message might quote the record
    private static void lost(Observation observation, Exception problem, Receipt receipt) {
        LOG.warn(
                "cluster {}: observation {} of session {} was not written: {}",
                observation.getCluster(),
                observation.getSequence(),
                observation.getSession(),
                problem.getClass().getSimpleName());
        receipt.lost();
    }
}
