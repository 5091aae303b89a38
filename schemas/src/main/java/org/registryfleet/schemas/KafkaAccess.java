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
 * How a process reaches the Kafka that holds the log: the brokers' addresses, and what a file of
 * client settings says about TLS and logins. The same for every client of every process.
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

    /** Without TLS and login. */
    public static KafkaAccess of(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /**
     * As the file says.
     *
     * @param file settings of a Kafka client, as Kafka's own commands read them; null for none
     * @throws IllegalArgumentException when it cannot be read or names other brokers
     */
    public static KafkaAccess of(String bootstrapServers, @Nullable Path file) {
        return file == null ? of(bootstrapServers) : new KafkaAccess(bootstrapServers, read(file));
    }

    /** The brokers' addresses, host:port separated by commas. */
    public String address() {
        return address;
    }

    /** What the file says; holds secrets. */
    public Map<String, String> file() {
        return file;
    }

    /** Settings of a client. */
    public Map<String, Object> client() {
        return client(Map.of());
    }

    /** Settings of a client with its own ones, which win. */
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

    /** With what Kafka's configuration providers put for references to secrets. */
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
