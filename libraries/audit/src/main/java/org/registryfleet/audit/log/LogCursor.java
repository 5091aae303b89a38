package org.registryfleet.audit.log;

import java.util.Iterator;

/** Reads one span once, in order. Holds a bounded number of records. */
public interface LogCursor extends Iterator<EventLogRecord>, AutoCloseable {

    @Override
    void close();
}
