package org.registryfleet.audit.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A log that can be read from any offset: the topics of a broker, or an exported bundle. */
public interface EventLog extends AutoCloseable {

    /**
     * The current offsets, one range per partition, ordered by topic and partition.
     *
     * @throws LogException if a topic does not exist or the log is unreachable
     */
    List<OffsetRange> spans(Collection<String> topics);

    /**
     * The first offset in the range whose record was written at or after the time; the end of the
     * range if there is none.
     */
    long offsetAt(OffsetRange span, Instant time);

    /** The partition that holds the records of a cluster, in every topic. */
    int partitionOf(String cluster);

    /** Opens a cursor over a range; the caller closes it. */
    LogCursor open(OffsetRange span);

    @Override
    void close();
}
