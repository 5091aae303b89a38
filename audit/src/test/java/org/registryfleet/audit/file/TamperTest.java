package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.Finding;
import org.registryfleet.audit.evidence.Lane;
import org.registryfleet.audit.evidence.ListedRecord;
import org.registryfleet.audit.evidence.Manifest.Range;
import org.registryfleet.audit.evidence.Manifest.RecordForm;
import org.registryfleet.audit.evidence.RecordBytes;
import org.registryfleet.audit.log.LogRecord;
import org.registryfleet.schemas.Topics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever is done to a bundle is found, and named. */
class TamperTest {

    private static final Lane LANE = new Lane(Topics.OBSERVATIONS, 1);
    private static final int FLIPS = 600;

    @TempDir private Path folder;
    private Path bundle;
    private final RecordedLog log = RecordedLog.of(40);

    @BeforeEach
    void export() {
        bundle = folder.resolve("bundle");
        Exports.export(log, Exports.plain(bundle));
        assertThat(Exports.verify(bundle).isWhole()).isTrue();
    }

    @Test
    void anyFlippedBitOfTheRecordsNamesItsRecord() {
        var file = bundle.resolve(Bundle.records(LANE, RecordForm.RAW));
        var whole = Exports.read(file);
        var ends = frameEnds();
        var random = new Random(7);
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(whole.length * 8);
            Exports.write(file, flipped(whole, bit));
            int record = ends.headSet(bit / 8 + 1);
            assertThat(Exports.verify(bundle).findings())
                    .as("bit %d of record %d", bit, record)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Finding.AlteredRecord.class,
                            altered -> {
                                assertThat(altered.lane()).isEqualTo(LANE);
                                assertThat(altered.offset()).isEqualTo(record);
                            });
        }
    }

    @Test
    void anyFlippedBitOfALineNamesItsRecord() {
        var lines = folder.resolve("lines");
        Exports.export(log, Exports.request(lines, Range.ALL, RecordForm.JSON));
        var file = lines.resolve(Bundle.records(LANE, RecordForm.JSON));
        var whole = Exports.read(file);
        var random = new Random(8);
        for (int i = 0; i < FLIPS / 3; i++) {
            int bit = random.nextInt(whole.length * 8);
            Exports.write(file, flipped(whole, bit));
            long record = new String(whole, 0, bit / 8, UTF_8).lines().count();
            boolean isBreak = whole[bit / 8] == '\n' || flipped(whole, bit)[bit / 8] == '\n';
            long offset = Math.max(0, record - (startsLine(whole, bit / 8) ? 0 : 1));
            var findings = Exports.verify(lines).findings();
            assertThat(findings).as("bit %d", bit).isNotEmpty();
            if (!isBreak) {
                assertThat(findings)
                        .as("bit %d", bit)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Finding.AlteredRecord.class,
                                altered -> assertThat(altered.offset()).isEqualTo(offset));
            }
        }
    }

    @Test
    void anyFlippedBitOfAnyOtherFileIsFound() {
        var random = new Random(9);
        for (var name : List.of(Bundle.MANIFEST, Bundle.CHECKSUM, Bundle.hashes(LANE), schema())) {
            var file = bundle.resolve(name);
            var whole = Exports.read(file);
            for (int i = 0; i < FLIPS / 5; i++) {
                int bit = random.nextInt(whole.length * 8);
                Exports.write(file, flipped(whole, bit));
                assertThat(isFound()).as("bit %d of %s", bit, name).isTrue();
            }
            Exports.write(file, whole);
        }
    }

    @Test
    void aDamagedListOfHashesLeavesTheRecordsWhole() {
        var file = bundle.resolve(Bundle.hashes(LANE));
        Exports.write(file, flipped(Exports.read(file), 8 * 15 * ListedRecord.BYTES + 77));

        assertThat(Exports.verify(bundle).findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.AlteredFile.class,
                        altered -> {
                            assertThat(altered.file()).isEqualTo(Bundle.hashes(LANE));
                            assertThat(altered.message())
                                    .contains("the records themselves are whole");
                        });
    }

    @Test
    void findsWhatWasAppendedToAnyFile() {
        var names = Bundle.open(bundle).files();
        for (var name : names) {
            var file = bundle.resolve(name);
            var whole = Exports.read(file);
            Exports.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertThat(isFound()).as(name).isTrue();
            Exports.write(file, whole);
        }
        assertThat(isFound()).isFalse();
    }

    @Test
    void namesARemovedRecord() {
        rewrite(records -> records.remove(12));

        assertThat(found()).containsExactly(new Finding.MissingRecords(LANE, 12, 12, 1));
        assertThat(messages()).containsExactly("the record at offset 12 is missing");
    }

    @Test
    void namesReorderedRecords() {
        rewrite(records -> records.add(30, records.remove(12)));

        assertThat(found()).containsExactly(new Finding.MovedRecord(LANE, 12, 12, 30));
    }

    @Test
    void namesExchangedNeighbours() {
        rewrite(records -> records.add(13, records.remove(12)));

        assertThat(found()).containsExactly(new Finding.MovedRecord(LANE, 12, 12, 13));
    }

    @Test
    void namesACopiedRecord() {
        rewrite(records -> records.add(20, records.get(5)));

        assertThat(found()).containsExactly(new Finding.CopiedRecord(LANE, 5, 20));
    }

    @Test
    void namesWhatACutFileLost() {
        var file = bundle.resolve(Bundle.records(LANE, RecordForm.RAW));
        var whole = Exports.read(file);
        Exports.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThat(found())
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        Finding.AlteredRecord.class,
                        altered ->
                                assertThat(altered.message()).contains("the file ends inside it"));
        assertThat(found().getLast())
                .isInstanceOfSatisfying(
                        Finding.MissingRecords.class,
                        missing -> assertThat(missing.lastOffset()).isEqualTo(39));
    }

    @ParameterizedTest
    @EnumSource(RecordForm.class)
    void findsRecordsAndListAlteredTogether(RecordForm form) {
        var target = folder.resolve("other");
        var other = RecordedLog.of(40).without(Topics.OBSERVATIONS, 1, 12, 13);
        Exports.export(other, Exports.request(target, Range.ALL, form));
        var original = folder.resolve("original");
        Exports.export(log, Exports.request(original, Range.ALL, form));
        for (var name : List.of(Bundle.records(LANE, form), Bundle.hashes(LANE))) {
            Exports.write(original.resolve(name), Exports.read(target.resolve(name)));
        }

        assertThat(Exports.verify(original).findings())
                .singleElement()
                .isInstanceOf(Finding.BrokenChain.class);
    }

    @Test
    void namesMissingAndExtraFiles() throws IOException {
        Files.delete(bundle.resolve(Bundle.records(LANE, RecordForm.RAW)));
        var schema = schema();
        Files.delete(bundle.resolve(schema));
        Files.writeString(bundle.resolve("notes.txt"), "trust me");

        assertThat(messages())
                .containsExactlyInAnyOrder(
                        Bundle.records(LANE, RecordForm.RAW) + " is missing",
                        schema + " is missing",
                        "notes.txt was not exported");
    }

    @Test
    void namesAnEditedManifest() throws IOException {
        var file = bundle.resolve(Bundle.MANIFEST);
        Files.writeString(file, Files.readString(file).replace("\"count\" : 40", "\"count\" : 41"));

        assertThat(messages())
                .contains("manifest.json is altered: its Merkle root is not that of its contents");
    }

    @Test
    void refusesABundleOfANewerVersion() throws IOException {
        var file = bundle.resolve(Bundle.MANIFEST);
        Files.writeString(
                file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 2"));

        assertThatThrownBy(() -> Exports.verify(bundle))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("format version 2")
                .hasMessageContaining("use a newer one");
    }

    @Test
    void refusesAManifestThatLeadsOutOfTheBundle() throws IOException {
        var file = bundle.resolve(Bundle.MANIFEST);
        Files.writeString(
                file, Files.readString(file).replace(Topics.CLUSTERS, "../../" + Topics.CLUSTERS));

        assertThatThrownBy(() -> Exports.verify(bundle))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("is no name");
    }

    private boolean isFound() {
        try {
            return !Exports.verify(bundle).isWhole();
        } catch (EvidenceException refused) {
            return true;
        }
    }

    private List<Finding> found() {
        return Exports.verify(bundle).findings();
    }

    private List<String> messages() {
        return Exports.messages(Exports.verify(bundle));
    }

    private String schema() {
        try (var files = Files.list(bundle.resolve("schemas"))) {
            return "schemas/" + files.sorted().findFirst().orElseThrow().getFileName();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void rewrite(java.util.function.Consumer<List<LogRecord>> change) {
        var records = new ArrayList<>(log.lane(LANE.topic(), LANE.partition()));
        change.accept(records);
        var bytes = new ByteArrayOutputStream();
        records.forEach(record -> bytes.writeBytes(frame(record)));
        Exports.write(bundle.resolve(Bundle.records(LANE, RecordForm.RAW)), bytes.toByteArray());
    }

    private static byte[] frame(LogRecord record) {
        var content = RecordBytes.of(record);
        return java.nio.ByteBuffer.allocate(FrameReader.HEADER + content.length)
                .putInt(FrameReader.MARK)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private Ends frameEnds() {
        var ends = new ArrayList<Integer>();
        int end = 0;
        for (var record : log.lane(LANE.topic(), LANE.partition())) {
            end += frame(record).length;
            ends.add(end);
        }
        return new Ends(ends);
    }

    private record Ends(List<Integer> all) {

        /** How many records end before the byte. */
        int headSet(int at) {
            return (int) all.stream().filter(end -> end < at).count();
        }
    }

    private static boolean startsLine(byte[] text, int at) {
        return at == 0 || text[at - 1] == '\n';
    }

    private static byte[] flipped(byte[] whole, int bit) {
        var copy = whole.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
