package org.registryfleet.hubsources;

import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.decision.SourceSettings.Guard;
import org.registryfleet.inventory.source.ServerAddress;
import org.registryfleet.inventory.source.SourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A source with where it is read.
 *
 * @param namespaces of the hub; {@code *} for all
 * @param labelSelector further labels that the objects must have; empty for none
 * @param proxy address of the hub's cluster-proxy; empty for none
 */
public record SourceConfiguration(
        SourceSettings settings, List<String> namespaces, String labelSelector, String proxy) {

    private static final Set<String> MODES = Set.of("OBSERVE", "AUTO", "FULL", "ASSIST");

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

    /**
     * What is wrong with it, a sentence each; empty when it can be read.
     *
     * @param hubs names of the further hubs that are configured
     */
    public List<String> faults(Set<String> hubs) {
        var faults = new ArrayList<String>();
        try {
            var _ = type();
        } catch (IllegalArgumentException noType) {
            faults.add(String.valueOf(noType.getMessage()));
        }
        if (!settings.name().matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            faults.add("the name is no DNS label");
        }
        if (!settings.hub().isEmpty() && !hubs.contains(settings.hub())) {
            faults.add(
                    "no hub is called %s; there are %s"
                            .formatted(settings.hub(), new TreeSet<>(hubs)));
        }
        if (namespaces.isEmpty()) {
            faults.add("namespaces is empty; name some, or * for all");
        }
        if (!MODES.contains(settings.mode())) {
            faults.add(
                    "mode is one of observe, auto, full and assist, not "
                            + settings.mode().toLowerCase(Locale.ROOT));
        }
        if (!proxy.isEmpty() && !ServerAddress.fault(proxy).isEmpty()) {
            faults.add("proxy is not https://host[:port][/path]");
        }
        guardFaults(settings.guard(), faults);
        return faults.stream()
                .map(fault -> "source %s: %s".formatted(settings.name(), fault))
                .toList();
    }

    private void guardFaults(Guard guard, List<String> faults) {
        if (guard.percent() < 0 || guard.percent() > 100 || guard.atLeast() < 0) {
            faults.add("guard.percent is 0 to 100, guard.at-least 0 or more");
        }
        if (guard.grace().isNegative()
                || settings.settle().isNegative()
                || guard.window().isNegative()) {
            faults.add("grace, settle and guard.window are not negative");
        }
    }

    /** Of the hub in credential references: with a slash, empty for the default one. */
    String hubPrefix() {
        return settings.hub().isEmpty() ? "" : settings.hub() + "/";
    }
}
