package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The example events that producers and consumers test with: the same bytes on both sides. Each has
 * a JSON file for people and a hex file with its bytes; {@code golden/index.txt} lists them.
 */
public final class GoldenEvents {

    private static final List<GoldenEvent> ALL =
            text("index.txt").lines().map(GoldenEvents::read).toList();

    private GoldenEvents() {}

    /** Every example of every event in every released version. */
    public static List<GoldenEvent> all() {
        return ALL;
    }

    /** Every example of one event. */
    public static <T extends SpecificRecord> List<T> of(Class<T> type) {
        return ALL.stream()
                .map(GoldenEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** One example by the name of its case, for example {@code config-added}. */
    public static <T extends SpecificRecord> T event(Class<T> type, String example) {
        return type.cast(golden(type, example).event());
    }

    /** The bytes of one example in single-object encoding. */
    public static byte[] bytes(Class<? extends SpecificRecord> type, String example) {
        return golden(type, example).bytes();
    }

    private static GoldenEvent golden(Class<? extends SpecificRecord> type, String example) {
        return ALL.stream()
                .filter(golden -> type.isInstance(golden.event()))
                .filter(golden -> golden.name().endsWith("/" + example))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no example '%s' of %s; there are %s"
                                                .formatted(example, type.getSimpleName(), ALL)));
    }

    private static GoldenEvent read(String name) {
        var parts = name.split("/");
        var type =
                EventType.all().stream()
                        .filter(event -> event.name().equals(parts[0]))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(name + " names no event"));
        var wire = text(name + ".hex").replaceAll("\\s", "");
        var event = Events.singleObject().decode(HexFormat.of().parseHex(wire));
        return new GoldenEvent(name, type, Integer.parseInt(parts[1].substring(1)), event, wire);
    }

    static String text(String name) {
        try (var file = GoldenEvents.class.getResourceAsStream("/golden/" + name)) {
            if (file == null) {
                throw new IllegalStateException("golden/" + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
