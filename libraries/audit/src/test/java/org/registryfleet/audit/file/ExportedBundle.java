package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.RecordBytes;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.evidence.VerificationFinding;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.schemas.Topics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A whole bundle of forty records in one lane, to be altered. */
record ExportedBundle(RecordedLog log, Path folder) {

    static final TopicPartitionId PARTITION = new TopicPartitionId(Topics.OBSERVATIONS, 1);

    static ExportedBundle in(Path folder) {
        var bundle = new ExportedBundle(RecordedLog.of(40), folder);
        Exports.export(bundle.log(), Exports.request(folder, Range.ALL));
        assertThat(Exports.verify(folder).isWhole()).isTrue();
        return bundle;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path records() {
        return file(BundleFile.records(PARTITION));
    }

    /** The name of one of the schemas. */
    String schema() {
        try (var files = Files.list(file("schemas"))) {
            return "schemas/" + files.sorted().findFirst().orElseThrow().getFileName();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Something is found to be wrong, or the bundle is refused. */
    boolean isFound() {
        try {
            return !Exports.verify(folder).isWhole();
        } catch (EvidenceException refused) {
            return true;
        }
    }

    List<VerificationFinding> findings() {
        return Exports.verify(folder).findings();
    }

    List<String> messages() {
        return Exports.messages(Exports.verify(folder));
    }

    void rewrite(Consumer<List<EventLogRecord>> change) {
        var all = originalRecords();
        change.accept(all);
        var bytes = new ByteArrayOutputStream();
        all.forEach(record -> bytes.writeBytes(frame(record)));
        Exports.write(records(), bytes.toByteArray());
    }

    /** How many records end before the byte. */
    int recordsBefore(int at) {
        int count = 0;
        int end = 0;
        for (var record : originalRecords()) {
            end += frame(record).length;
            count += end < at ? 1 : 0;
        }
        return count;
    }

    static byte[] flipped(byte[] whole, int bit) {
        var copy = whole.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private List<EventLogRecord> originalRecords() {
        return new ArrayList<>(log.partition(PARTITION.topic(), PARTITION.partition()));
    }

    private static byte[] frame(EventLogRecord record) {
        var content = RecordBytes.of(record);
        return ByteBuffer.allocate(FrameReader.HEADER + content.length)
                .putInt(FrameReader.MARK)
                .putInt(content.length)
                .put(content)
                .array();
    }
}
