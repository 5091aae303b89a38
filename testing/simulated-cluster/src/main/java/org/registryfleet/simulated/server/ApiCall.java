package org.registryfleet.simulated.server;

/**
 * One request as the log and the faults see it.
 *
 * @param path the path below the cluster's URL, without the query
 */
public record ApiCall(Verb verb, String path, String userAgent) {}
