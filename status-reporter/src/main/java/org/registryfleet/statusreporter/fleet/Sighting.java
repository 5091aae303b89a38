package org.registryfleet.statusreporter.fleet;

import java.time.Instant;

/**
 * Something a watcher saw, without its content.
 *
 * @param object kind, namespace and name; empty when it is about the session
 */
public record Sighting(Origin origin, String type, String object, Instant observedAt) {}
