package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.EventLogRecord;

/** Is notified of every record that is read. */
interface ReadListener {

    void read(EventLogRecord record);

    /** The record repeats an earlier one, byte for byte. */
    void repeated();

    /** The record cannot be decoded; the service sent it to the dead-letter topic. */
    void unreadable(EventLogRecord record);
}
