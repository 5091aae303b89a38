package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.HashChain;
import org.registryfleet.audit.evidence.HashListEntry;
import org.registryfleet.audit.evidence.PartitionManifest;
import org.registryfleet.audit.evidence.RecordBytes;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the records of one partition and their hash list. Creates no files for an empty partition.
 */
final class PartitionWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final int NAMED = 100;

    private final Path folder;
    private final TopicPartitionId topicPartition;
    private final Set<String> schemas;
    private final Events events = Events.singleObject();
    private final RecordHasher hashing = new RecordHasher();
    private final HashChain chain;
    private final ByteBuffer listed = ByteBuffer.allocate(HashListEntry.BYTES);
    private final List<Long> unreadableOffsets = new ArrayList<>();
    private @Nullable OutputStream records;
    private @Nullable OutputStream hashes;
    private long count;
    private long unreadable;

    /**
     * @param used collects the ids of the schemas used by the records
     */
    PartitionWriter(Path folder, TopicPartitionId topicPartition, Set<String> used) {
        this.folder = folder;
        this.topicPartition = topicPartition;
        this.schemas = used;
        this.chain = new HashChain(hashing, topicPartition);
    }

    void write(EventLogRecord record) throws IOException {
        var content = RecordBytes.of(record);
        var one = new HashListEntry(record.offset(), hashing.leaf(content));
        chain.add(one);
        listed.clear().putLong(one.offset());
        one.leaf().putInto(listed);
        hashes().write(listed.array());
        listed.clear().putInt(FrameReader.MARK).putInt(content.length);
        records().write(listed.array(), 0, FrameReader.HEADER);
        records().write(content);
        count++;
        inspect(record);
    }

    PartitionManifest proof(boolean isCompacted, OffsetRange span) {
        return new PartitionManifest(
                isCompacted, span, count, unreadable, unreadableOffsets, chain.head());
    }

    /** Records the writer schema, or the lack of one. */
    private void inspect(EventLogRecord record) {
        var value = record.value();
        if (value == null) {
            return;
        }
        try {
            events.decode(value);
            SchemaIds.of(value).ifPresent(schemas::add);
        } catch (UndecodableEventException foreign) {
            unreadable++;
            if (unreadableOffsets.size() < NAMED) {
                unreadableOffsets.add(record.offset());
            }
        }
    }

    private OutputStream records() throws IOException {
        if (records == null) {
            records = open(BundleFile.records(topicPartition));
        }
        return records;
    }

    private OutputStream hashes() throws IOException {
        if (hashes == null) {
            hashes = open(BundleFile.hashes(topicPartition));
        }
        return hashes;
    }

    private OutputStream open(String name) throws IOException {
        var file = folder.resolve(name);
        var parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    @Override
    public void close() throws IOException {
        try (var first = records;
                var second = hashes) {
            if (first != null) {
                first.flush();
            }
            if (second != null) {
                second.flush();
            }
        }
    }
}
