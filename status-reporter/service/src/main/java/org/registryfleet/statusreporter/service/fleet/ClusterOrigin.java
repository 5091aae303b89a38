package org.registryfleet.statusreporter.service.fleet;

/**
 * Where an imported cluster comes from.
 *
 * @param hub its name; empty for the default hub, and before the source's first report
 * @param ref kind and name of the source's object
 */
public record ClusterOrigin(String hub, String source, String ref) {}
