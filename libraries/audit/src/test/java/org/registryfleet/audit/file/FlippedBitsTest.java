package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.audit.file.ExportedBundle.PARTITION;
import static org.registryfleet.audit.file.ExportedBundle.flipped;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.evidence.HashListEntry;
import org.registryfleet.audit.evidence.VerificationFinding;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A bit that is not as it was is found, and what it belongs to is named. */
class FlippedBitsTest {

    private static final int FLIPS = 600;

    @TempDir private Path folder;
    private ExportedBundle bundle;

    @BeforeEach
    void export() {
        bundle = ExportedBundle.in(folder.resolve("bundle"));
    }

    @Test
    void anyFlippedBitOfTheRecordsNamesItsRecord() {
        var file = bundle.records();
        var whole = Exports.read(file);
        var random = new Random(7);
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(whole.length * 8);
            Exports.write(file, flipped(whole, bit));
            int record = bundle.recordsBefore(bit / 8 + 1);
            assertThat(bundle.findings())
                    .as("bit %d of record %d", bit, record)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            VerificationFinding.AlteredRecord.class,
                            altered -> {
                                assertThat(altered.topicPartition()).isEqualTo(PARTITION);
                                assertThat(altered.offset()).isEqualTo(record);
                            });
        }
    }

    @Test
    void anyFlippedBitOfAnyOtherFileIsFound() {
        var random = new Random(9);
        for (var name :
                List.of(
                        BundleFile.MANIFEST,
                        BundleFile.CHECKSUM,
                        BundleFile.hashes(PARTITION),
                        bundle.schema())) {
            var file = bundle.file(name);
            var whole = Exports.read(file);
            for (int i = 0; i < FLIPS / 5; i++) {
                int bit = random.nextInt(whole.length * 8);
                Exports.write(file, flipped(whole, bit));
                assertThat(bundle.isFound()).as("bit %d of %s", bit, name).isTrue();
            }
            Exports.write(file, whole);
        }
    }

    @Test
    void aDamagedListOfHashesLeavesTheRecordsWhole() {
        var file = bundle.file(BundleFile.hashes(PARTITION));
        Exports.write(file, flipped(Exports.read(file), 8 * 15 * HashListEntry.BYTES + 77));

        assertThat(bundle.findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        VerificationFinding.AlteredFile.class,
                        altered -> {
                            assertThat(altered.file()).isEqualTo(BundleFile.hashes(PARTITION));
                            assertThat(altered.message())
                                    .contains("the records themselves are whole");
                        });
    }
}
