package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.audit.file.ExportedBundle.PARTITION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Records that were taken away, moved or copied are named. */
class TamperedRecordsTest {

    @TempDir private Path folder;
    private ExportedBundle bundle;

    @BeforeEach
    void export() {
        bundle = ExportedBundle.in(folder.resolve("bundle"));
    }

    @Test
    void namesARemovedRecord() {
        bundle.rewrite(records -> records.remove(12));

        assertThat(bundle.findings())
                .containsExactly(new VerificationFinding.MissingRecords(PARTITION, 12, 12, 1));
        assertThat(bundle.messages()).containsExactly("the record at offset 12 is missing");
    }

    @Test
    void namesReorderedRecords() {
        bundle.rewrite(records -> records.add(30, records.remove(12)));

        assertThat(bundle.findings())
                .containsExactly(new VerificationFinding.MovedRecord(PARTITION, 12, 12, 30));
    }

    @Test
    void namesExchangedNeighbours() {
        bundle.rewrite(records -> records.add(13, records.remove(12)));

        assertThat(bundle.findings())
                .containsExactly(new VerificationFinding.MovedRecord(PARTITION, 12, 12, 13));
    }

    @Test
    void namesACopiedRecord() {
        bundle.rewrite(records -> records.add(20, records.get(5)));

        assertThat(bundle.findings())
                .containsExactly(new VerificationFinding.CopiedRecord(PARTITION, 5, 20));
    }

    @Test
    void namesWhatACutFileLost() {
        var file = bundle.records();
        var whole = Exports.read(file);
        Exports.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThat(bundle.findings())
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        VerificationFinding.AlteredRecord.class,
                        altered ->
                                assertThat(altered.message()).contains("the file ends inside it"));
        assertThat(bundle.findings().getLast())
                .isInstanceOfSatisfying(
                        VerificationFinding.MissingRecords.class,
                        missing -> assertThat(missing.lastOffset()).isEqualTo(39));
    }

    @Test
    void findsRecordsAndListAlteredTogether() {
        var target = folder.resolve("other");
        var other = RecordedLog.of(40).without(Topics.OBSERVATIONS, 1, 12, 13);
        Exports.export(other, Exports.request(target, Range.ALL));
        var original = ExportedBundle.in(folder.resolve("original"));
        for (var name : List.of(BundleFile.records(PARTITION), BundleFile.hashes(PARTITION))) {
            Exports.write(original.file(name), Exports.read(target.resolve(name)));
        }

        assertThat(original.findings())
                .singleElement()
                .isInstanceOf(VerificationFinding.BrokenChain.class);
    }
}
