package org.registryfleet.localfleet.demo;

import java.nio.file.Path;

/**
 * How the demonstration runs.
 *
 * @param data folder that keeps the log between runs
 * @param clusters how many simulated clusters
 * @param port of the web page, 0 for a free one
 * @param fresh forget the log of earlier runs
 * @param hub whether a hub holds the clusters, from which the inventory takes them in
 */
public record LocalFleetSettings(Path data, int clusters, int port, boolean fresh, boolean hub) {}
