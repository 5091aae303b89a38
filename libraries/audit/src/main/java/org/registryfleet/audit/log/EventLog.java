package org.registryfleet.audit.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A log that can be read from any place: a broker's topics, or an exported bundle. */
public interface EventLog extends AutoCloseable {

    /**
     * What there is at this moment, a span for each partition, ordered by topic and partition.
     *
     * @throws LogException when a topic does not exist or the log cannot be reached
     */
    List<OffsetRange> spans(Collection<String> topics);

    /**
     * The first offset of the span whose record was written at the time or later; its end if none.
     */
    long offsetAt(OffsetRange span, Instant time);

    /** The partition that holds everything about a cluster, in each topic. */
    int partitionOf(String cluster);

    /** Reads a span; the caller closes it. */
    LogCursor open(OffsetRange span);

    @Override
    void close();
}
