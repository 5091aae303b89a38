package org.registryfleet.localfleet.broker;

import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.localfleet.kafka.LocalKafka;

import java.nio.file.Path;

/**
 * The broker of a story: Kafka in this process, or with the property {@code fleet.broker=container}
 * Kafka's released image, where there is a container engine; without one the story is skipped.
 */
public final class StoryBroker {

    private static final String CHOICE = System.getProperty("fleet.broker", "here");

    private StoryBroker() {}

    /** Starts it; what belongs to the folder survives a restart, at the same address. */
    public static Broker start(Path folder) {
        return switch (CHOICE) {
            case "here" -> LocalKafka.start(folder);
            case "container" -> ContainerKafka.start(folder);
            default ->
                    throw new IllegalArgumentException(
                            "fleet.broker is \"%s\": say here or container".formatted(CHOICE));
        };
    }
}
