package org.registryfleet.schemas;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The two keys of a Kafka client's configuration that the serializers read. */
public final class EventSettings {

    /** {@code single-object} (default) or {@code schema-registry}. */
    public static final String FORMAT = "registryfleet.events.format";

    /** Base URL of a Confluent-compatible API; needed to read or write its format. */
    public static final String REGISTRY_URL = "registryfleet.events.schema-registry-url";

    private EventSettings() {}

    /** What the configuration asks for; empty when it has neither key. */
    static Optional<Events> events(Map<String, ?> configs) {
        var format = text(configs, FORMAT);
        var registry = text(configs, REGISTRY_URL);
        if (format.isEmpty() && registry.isEmpty()) {
            return Optional.empty();
        }
        var client = registry.isEmpty() ? null : new HttpSchemaRegistryClient(URI.create(registry));
        return Optional.of(
                new Events(format.isEmpty() ? WireFormat.SINGLE_OBJECT : format(format), client));
    }

    private static WireFormat format(String text) {
        return Arrays.stream(WireFormat.values())
                .filter(format -> spelling(format).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s is '%s'; it can be %s"
                                                .formatted(
                                                        FORMAT,
                                                        text,
                                                        Arrays.stream(WireFormat.values())
                                                                .map(EventSettings::spelling)
                                                                .toList())));
    }

    private static String spelling(WireFormat format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(Map<String, ?> configs, String key) {
        var value = configs.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
