package org.registryfleet.statusreporter.service.fleet;

import java.time.Instant;

/**
 * Something a watcher saw, without its content.
 *
 * @param object kind, namespace and name; empty when it is about the session
 */
public record LastObservation(
        RecordPosition origin, String type, String object, Instant observedAt) {}
