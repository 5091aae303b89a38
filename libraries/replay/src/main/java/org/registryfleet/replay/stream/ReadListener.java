package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLogRecord;

/** Is told of every record that is read. */
interface ReadListener {

    void read(EventLogRecord record);

    /** The record was published before, byte for byte. */
    void repeated();

    /** The record cannot be decoded; the service put it to the dead letters. */
    void unreadable(EventLogRecord record);
}
