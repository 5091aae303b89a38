package org.registryfleet.inventory.service;

import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.hubsources.SourceConfiguration;
import org.registryfleet.inventory.decision.LabelMapping;
import org.registryfleet.inventory.decision.SourceSettings;
import org.registryfleet.inventory.decision.SourceSettings.Guard;
import org.registryfleet.schemas.KafkaSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Configuration properties of the service, prefix {@code fleet}. All invalid ones are reported
 * together.
 *
 * @param digestKey location of the HMAC key: {@code env:<NAME>} or {@code file:<path>}
 * @param previousDigestKey location of the key that is being rotated out; empty for none
 */
@ConfigurationProperties("fleet")
public record InventoryServiceSettings(
        String digestKey,
        String previousDigestKey,
        KafkaSettings kafka,
        Access access,
        Inventory inventory) {

    public InventoryServiceSettings {
        var faults = new ArrayList<String>();
        if (!digestKey.startsWith("env:") && !digestKey.startsWith("file:")) {
            faults.add("fleet.digest-key must be env:<NAME> or file:<path>, never the key itself");
        }
        if (kafka.bootstrapServers().isBlank()) {
            faults.add("fleet.kafka.bootstrap-servers is empty; give host:port of a broker");
        }
        inventory.faults(access.hubs().keySet(), faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("settings: " + String.join("; ", faults));
        }
    }

    /**
     * Access to the hubs.
     *
     * @param hub credential reference of the default hub
     * @param hubs credential references of further hubs, by name
     */
    public record Access(
            Path kubeconfigFolder,
            String hub,
            @DefaultValue Map<String, String> hubs,
            Duration timeLimit) {

        ConnectionSettings connections() {
            return ConnectionSettings.of("inventory", kubeconfigFolder)
                    .withHub(hub)
                    .withHubs(hubs)
                    .withCallTimeLimit(timeLimit);
        }
    }

    /** The sources; of two that have the same cluster the earlier one counts. */
    public record Inventory(@DefaultValue List<Source> sources) {

        List<SourceConfiguration> configurations() {
            var all = new ArrayList<SourceConfiguration>();
            for (var source : sources) {
                all.add(source.configuration(all.size()));
            }
            return all;
        }

        private void faults(Set<String> hubs, List<String> faults) {
            var names = new HashSet<String>();
            for (var source : configurations()) {
                var name = source.settings().name();
                if (!names.add(name)) {
                    faults.add("fleet.inventory.sources has two of the name " + name);
                }
                faults.addAll(source.faults(hubs));
            }
        }
    }

    /**
     * One source.
     *
     * @param type argocd, hive, ocm or labelled-secret
     * @param hub name among {@code fleet.access.hubs}; empty for the default one
     * @param namespaces to read; {@code *} for all
     * @param proxy address of the hub's cluster-proxy; empty for none
     */
    public record Source(
            String name,
            String type,
            @DefaultValue("") String hub,
            @DefaultValue List<String> namespaces,
            @DefaultValue("") String labelSelector,
            @DefaultValue("") String proxy,
            @DefaultValue("observe") String mode,
            @DefaultValue Labels labels,
            @DefaultValue("1h") Duration grace,
            @DefaultValue GuardSettings guard,
            @DefaultValue("5s") Duration settle,
            @DefaultValue("false") boolean simulated) {

        SourceConfiguration configuration(int precedence) {
            return new SourceConfiguration(
                    new SourceSettings(
                            name,
                            type,
                            precedence,
                            hub,
                            mode.toUpperCase(Locale.ROOT),
                            new LabelMapping(Set.copyOf(labels.copy()), labels.add()),
                            new Guard(grace, guard.percent(), guard.atLeast(), guard.window()),
                            settle,
                            simulated),
                    namespaces,
                    labelSelector,
                    proxy);
        }
    }

    /**
     * Labels of a source's clusters.
     *
     * @param copy names of labels that are taken over
     * @param add labels for all of them
     */
    public record Labels(@DefaultValue List<String> copy, @DefaultValue Map<String, String> add) {}

    /** How many clusters may go within the window before somebody has to confirm it. */
    public record GuardSettings(
            @DefaultValue("20") int percent,
            @DefaultValue("3") int atLeast,
            @DefaultValue("10m") Duration window) {}
}
