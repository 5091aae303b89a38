package org.registryfleet.replay.stream;

import org.registryfleet.replay.verdict.Findings;

/** What came of a lane. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LaneResult(String stage, Findings findings, byte[] digest) {}
