package org.registryfleet.inventory.service.cluster;

import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.source.SourceType;

import java.util.List;

/**
 * A source with where it is read.
 *
 * @param namespaces of the hub; {@code *} for all
 * @param labelSelector further labels that the objects must have; empty for none
 * @param proxy address of the hub's cluster-proxy; empty for none
 */
public record SourceConfiguration(
        SourceSettings settings, List<String> namespaces, String labelSelector, String proxy) {

    public SourceConfiguration {
        namespaces = List.copyOf(namespaces);
    }

    /**
     * How it is read.
     *
     * @throws IllegalArgumentException when there is no such type
     */
    public SourceType type() {
        return SourceType.of(settings.type(), proxy);
    }

    /** Of the hub in credential references: with a slash, empty for the default one. */
    String hubPrefix() {
        return settings.hub().isEmpty() ? "" : settings.hub() + "/";
    }
}
