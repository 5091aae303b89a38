package org.registryfleet.schemas;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The Kafka client configuration of a process: bootstrap servers, and a properties file with the
 * settings of TLS and SASL. Shared by every client in the process.
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

    /** The settings of a client. */
    public Map<String, Object> client() {
        return client(Map.of());
    }

    /** The settings of a client, overridden by its own ones. */
    public Map<String, Object> client(Map<String, ?> own) {
        var client = new HashMap<String, Object>(file);
        client.put(ADDRESS, address);
        client.putAll(own);
        return client;
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
