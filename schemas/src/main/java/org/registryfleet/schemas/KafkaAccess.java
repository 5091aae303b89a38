package org.registryfleet.schemas;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The Kafka client configuration of a process: bootstrap servers, and a properties file with the
 * settings of TLS and SASL. Shared by every client in the process; a client's own settings override
 * the file.
 */
public final class KafkaAccess {

    private static final String PROVIDERS = "config.providers";
    private static final String ADDRESS = "bootstrap.servers";

    private final String address;
    private final Map<String, String> file;

    private KafkaAccess(String address, Map<String, String> file) {
        this.address = address;
        this.file = Map.copyOf(file);
    }

    /** Plaintext, without authentication. */
    public static KafkaAccess of(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /**
     * Reads the client settings from a file.
     *
     * @param file a properties file as Kafka's own commands read it; null for none
     * @throws IllegalArgumentException if the file cannot be read or names other brokers
     */
    public static KafkaAccess of(String bootstrapServers, @Nullable Path file) {
        return file == null ? of(bootstrapServers) : new KafkaAccess(bootstrapServers, read(file));
    }

    /** The bootstrap servers, host:port separated by commas. */
    public String address() {
        return address;
    }

    /** The settings in the file; contains secrets. */
    public Map<String, String> file() {
        return file;
    }

    /** The same with a timeout of every call to Kafka. */
    public KafkaAccess withTimeLimit(Duration limit) {
        var limited = new HashMap<>(file);
        limited.put("default.api.timeout.ms", String.valueOf(limit.toMillis()));
        limited.put("request.timeout.ms", String.valueOf(limit.toMillis() / 2));
        return new KafkaAccess(address, limited);
    }

    /** The settings of a client, overridden by its own ones. */
    public Map<String, Object> client(Map<String, ?> own) {
        var client = new HashMap<String, Object>(file);
        client.put(ADDRESS, address);
        client.putAll(own);
        return client;
    }

    public Admin admin() {
        return Admin.create(client(Map.of()));
    }

    public Producer<String, byte[]> producer(Map<String, ?> own) {
        return new KafkaProducer<>(client(own), new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer that belongs to no group, commits nothing and begins at the beginning. */
    public Consumer<String, byte[]> consumer() {
        return consumer(Map.of());
    }

    /** The same with its own settings. */
    public Consumer<String, byte[]> consumer(Map<String, ?> own) {
        var client = client(Map.of());
        client.remove(ConsumerConfig.GROUP_ID_CONFIG);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.putAll(own);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public String toString() {
        return address;
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "the settings of Kafka's clients cannot be read from " + file, unreadable);
        }
        if (properties.containsKey(ADDRESS)) {
            throw new IllegalArgumentException(
                    "%s names %s, which belongs to the address of Kafka: take it out"
                            .formatted(file, ADDRESS));
        }
        return resolved(file, properties);
    }

    /** Resolves references to secrets with Kafka's configuration providers. */
    private static Map<String, String> resolved(Path file, Properties properties) {
        try {
            var settings = new HashMap<String, String>();
            new AbstractConfig(new ConfigDef(), properties, false)
                    .originals()
                    .forEach((key, value) -> settings.put(key, String.valueOf(value)));
            settings.keySet().removeIf(key -> key.startsWith(PROVIDERS));
            return settings;
        } catch (KafkaException unresolved) {
            throw new IllegalArgumentException(
                    "%s refers to something that is not there: %s"
                            .formatted(file, unresolved.getMessage()),
                    unresolved);
        }
    }
}
