package org.registryfleet.clusterwatcher.service.watch;

/**
 * A cluster under watch.
 *
 * @param credential reference to what opens its API server, never a value
 */
public record WatchedCluster(String id, String credential) {}
