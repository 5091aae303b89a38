package org.registryfleet.audit.log;

import java.util.Iterator;

/** Reads one offset range once, in order, holding a bounded number of records in memory. */
public interface LogCursor extends Iterator<EventLogRecord>, AutoCloseable {

    @Override
    void close();
}
