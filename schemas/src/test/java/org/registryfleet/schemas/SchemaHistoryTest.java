package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.JsonSchemaFormatter;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.events.Observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every schema of an event reads what every other one wrote, in both directions and across all
 * releases. {@code -Dhistory.update} adds the current schemas to the history.
 */
class SchemaHistoryTest {

    private static final Path FOLDER = Path.of("src/main/resources/schemas/history");
    private static final int HEADER = 10;

    static List<EventType> types() {
        return EventType.all();
    }

    static List<GoldenEvent> goldens() {
        return GoldenEvents.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void keepsEveryReleasedSchemaReadableInBothDirections(EventType type) throws IOException {
        if (System.getProperty("history.update") != null && !isNewest(type)) {
            release(type);
        }

        assertThat(type.history()).as("releases of %s", type.name()).isNotEmpty();
        assertThat(breaks(type.history(), type.schema()))
                .as(
                        "%s must keep every field and symbol, and give each new one a default; a"
                                + " change that cannot do so is a new record on a new topic. A"
                                + " compatible change is released by `mvn -pl schemas test"
                                + " -Dtest=SchemaHistoryTest -Dhistory.update`, which writes v%d.avsc",
                        type.name(), type.history().size() + 1)
                .isEmpty();
    }

    /** A release whose schema the next one does not know would leave records behind. */
    @ParameterizedTest
    @MethodSource("types")
    void releasesOnlySchemasOfTheHistory(EventType type) {
        if (!System.getProperty("project.version", "").endsWith("-SNAPSHOT")) {
            assertThat(isNewest(type))
                    .as(
                            "the current %s is not in its history; run `mvn -pl schemas test"
                                    + " -Dtest=SchemaHistoryTest -Dhistory.update`",
                            type.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void showsOldReadersTheNewestEvents(GoldenEvent golden) {
        var type = golden.type();
        var bytes = Events.singleObject().encode(golden.event());
        for (var old : type.history()) {
            var seen = AvroJson.read(bytes, HEADER, type.schema(), old);

            assertThat(RecordKeyCheck.cluster(seen))
                    .isPresent()
                    .isEqualTo(RecordKeyCheck.cluster(golden.event()));
        }
    }

    @Test
    void recognisesABreakingChange() {
        var current = Observation.getClassSchema();
        var released = List.of(current);
        var withoutDefault =
                with(current, new Schema.Field("extra", Schema.create(Schema.Type.INT)));
        var withDefault =
                with(current, new Schema.Field("extra", Schema.create(Schema.Type.INT), null, 0));
        var lost = without(current, "session");
        var lostOptional = without(current, "detail");

        assertThat(breaks(released, withoutDefault)).hasSize(1);
        assertThat(breaks(released, lost)).hasSize(1);
        assertThat(breaks(released, withDefault)).isEmpty();
        assertThat(breaks(released, lostOptional)).isEmpty();
        assertThat(breaks(List.of(withoutDefault, current), withDefault)).hasSize(1);
    }

    private static List<String> breaks(List<Schema> released, Schema current) {
        var all = new ArrayList<>(released);
        all.add(current);
        var breaks = new ArrayList<String>();
        for (var writer = 0; writer < all.size(); writer++) {
            for (var reader = 0; reader < all.size(); reader++) {
                var result =
                        SchemaCompatibility.checkReaderWriterCompatibility(
                                        all.get(reader), all.get(writer))
                                .getResult();
                if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
                    breaks.add(
                            "version %d cannot read version %d: %s"
                                    .formatted(
                                            reader + 1, writer + 1, result.getIncompatibilities()));
                }
            }
        }
        return breaks;
    }

    private static boolean isNewest(EventType type) {
        var history = type.history();
        return !history.isEmpty()
                && SchemaNormalization.parsingFingerprint64(history.getLast())
                        == SchemaNormalization.parsingFingerprint64(type.schema());
    }

    private static void release(EventType type) throws IOException {
        var version = type.history().size() + 1;
        var file = FOLDER.resolve("%s/v%d.avsc".formatted(type.name(), version));
        Files.createDirectories(file.getParent());
        Files.writeString(file, new JsonSchemaFormatter(true).format(type.schema()) + "\n");
    }

    private static Schema with(Schema schema, Schema.Field extra) {
        var fields = copies(schema, "");
        fields.add(extra);
        return of(schema, fields);
    }

    private static Schema without(Schema schema, String field) {
        return of(schema, copies(schema, field));
    }

    private static List<Schema.Field> copies(Schema schema, String omitted) {
        var fields = new ArrayList<Schema.Field>();
        schema.getFields().stream()
                .filter(field -> !field.name().equals(omitted))
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static Schema of(Schema schema, List<Schema.Field> fields) {
        return Schema.createRecord(
                schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
