package org.registryfleet.stageservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.EventType;
import org.registryfleet.schemas.HttpSchemaRegistryClient;
import org.registryfleet.schemas.SchemaRegistryClient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

class SchemaRegistrarTest {

    private static final Schema LAST = EventType.all().getLast().schema();

    private final Registry registry = new Registry();

    @Test
    void bringsEverySchemaOfEveryEventAndTheCurrentOneLast() {
        announce();

        for (var type : EventType.all()) {
            assertThat(registry.of(type))
                    .as(type.name())
                    .containsAll(type.history())
                    .doesNotHaveDuplicates()
                    .endsWith(type.schema());
        }
        assertThat(registry.registered).contains(ClusterStatus.getClassSchema());
    }

    @Test
    void triesUntilTheRegistryAnswers() {
        registry.silences.set(3);

        announce();

        assertThat(registry.registered).contains(LAST);
        assertThat(registry.silences.get()).isNegative();
    }

    private void announce() {
        var announcement = new SchemaRegistrar(registry, Duration.ofMillis(10));
        announcement.start();
        try {
            await().until(() -> registry.registered.contains(LAST));
        } finally {
            announcement.stop();
        }
    }

    /** Does not answer at first, if so told. */
    private static final class Registry implements SchemaRegistryClient {

        private final SchemaRegistryClient absent =
                new HttpSchemaRegistryClient(URI.create("http://127.0.0.1:9"));
        private final AtomicInteger silences = new AtomicInteger();
        private final List<Schema> registered = new CopyOnWriteArrayList<>();

        @Override
        public int id(Schema schema) {
            if (silences.getAndDecrement() > 0) {
                return absent.id(schema);
            }
            registered.add(schema);
            return registered.size();
        }

        List<Schema> of(EventType type) {
            return registered.stream()
                    .filter(schema -> schema.getFullName().equals(type.schema().getFullName()))
                    .toList();
        }
    }
}
