package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code -Dgolden.update} writes the hex files of the newest versions anew from the JSON files. */
class GoldenEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final int HEADER = 10;
    private static final byte[] SINGLE_OBJECT = {(byte) 0xC3, 0x01};

    private final Events events = Events.singleObject();

    static List<GoldenEvent> goldens() {
        return GoldenEvents.all();
    }

    static Stream<String> names() {
        return GoldenEvents.text("index.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsTheSameEventInJsonAndInBytes(String name) throws IOException {
        var type = type(name);
        var writer = type.history().get(version(name) - 1);
        var body =
                AvroJson.bytes(AvroJson.parse(GoldenEvents.text(name + ".json"), writer), writer);
        var header = header(writer);
        var fromJson =
                events.decode(
                        ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array());
        if (System.getProperty("golden.update") != null && isCurrent(name)) {
            var hex = HexFormat.of().formatHex(events.encode(fromJson));
            Files.writeString(
                    FOLDER.resolve(name + ".hex"),
                    hex.replaceAll("(.{80})", "$1\n").strip() + "\n");
            return;
        }

        var wire = GoldenEvents.text(name + ".hex").replaceAll("\\s", "");

        assertThat(events.decode(HexFormat.of().parseHex(wire))).isEqualTo(fromJson);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void encodesCurrentExamplesToTheSameBytes(GoldenEvent golden) {
        if (golden.version() == golden.type().history().size()) {
            assertThat(HexFormat.of().formatHex(events.encode(golden.event())))
                    .isEqualTo(golden.wire());
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void namesTheClusterInEveryExample(GoldenEvent golden) {
        assertThat(RecordKeyCheck.cluster(golden.event())).isPresent();
    }

    @Test
    void listsEveryFileAndEveryEvent() throws IOException {
        var expected = new TreeSet<String>(List.of("index.txt"));
        names().forEach(name -> expected.addAll(List.of(name + ".json", name + ".hex")));

        try (var files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile).map(f -> FOLDER.relativize(f).toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(names().map(name -> type(name).name()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        EventType.all().stream().map(EventType::name).toList());
    }

    private static ByteBuffer header(Schema writer) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(SINGLE_OBJECT)
                .putLong(SchemaNormalization.parsingFingerprint64(writer))
                .flip();
    }

    private static boolean isCurrent(String name) {
        return version(name) == type(name).history().size();
    }

    private static EventType type(String name) {
        return EventType.all().stream()
                .filter(type -> name.startsWith(type.name() + "/"))
                .findFirst()
                .orElseThrow();
    }

    private static int version(String name) {
        return Integer.parseInt(name.split("/")[1].substring(1));
    }
}
