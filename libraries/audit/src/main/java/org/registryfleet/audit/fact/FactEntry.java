package org.registryfleet.audit.fact;

import java.time.Instant;

/**
 * One record of the log about a cluster.
 *
 * @param time when its producer wrote it
 */
public record FactEntry(LogPosition place, Instant time, String cluster, Fact fact) {}
