package org.registryfleet.statusreporter.service.fleet;

import java.time.Instant;

/**
 * An observation by a watcher, without the object's content.
 *
 * @param object kind, namespace and name; empty if it is about the session
 */
public record LastObservation(
        RecordPosition origin, String type, String object, Instant observedAt) {}
