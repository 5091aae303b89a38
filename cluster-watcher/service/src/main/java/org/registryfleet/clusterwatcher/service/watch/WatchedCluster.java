package org.registryfleet.clusterwatcher.service.watch;

/**
 * A watched cluster.
 *
 * @param credential reference to the credential of its API server, never its value
 */
public record WatchedCluster(String id, String credential) {}
