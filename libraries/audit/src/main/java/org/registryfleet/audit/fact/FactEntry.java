package org.registryfleet.audit.fact;

import java.time.Instant;

/**
 * One record of the log about a cluster, decoded.
 *
 * @param time producer timestamp
 */
public record FactEntry(LogPosition place, Instant time, String cluster, Fact fact) {}
