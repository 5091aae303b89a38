package org.registryfleet.localfleet.pipeline;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Takes clusters into the fleet and out of it. */
public final class Registrations implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final Events events = Events.singleObject();

    public Registrations(String bootstrapServers) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    public void register(ClusterRegistration registration) {
        var cluster = registration.getCluster();
        var record = new ProducerRecord<>(Topics.CLUSTERS, cluster, events.encode(registration));
        EventHeaders.of(
                        registration,
                        "registration/" + cluster,
                        "registry-fleet/regfleet",
                        Instant.now())
                .writeTo(record.headers());
        send(record);
    }

    public void deregister(String cluster) {
        send(new ProducerRecord<>(Topics.CLUSTERS, cluster, null));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while registering " + record.key(), stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "Kafka did not take the registration of " + record.key(), failure);
        }
    }
}
