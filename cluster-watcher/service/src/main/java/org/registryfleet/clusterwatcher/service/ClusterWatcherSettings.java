package org.registryfleet.clusterwatcher.service;

import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.api.ResponseLimits;
import org.registryfleet.clusteraccess.credential.CredentialReference;
import org.registryfleet.clusterobjects.redaction.PointerPattern;
import org.registryfleet.clusterwatcher.service.watch.WatchSettings;
import org.registryfleet.schemas.KafkaSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Configuration properties of the service, prefix {@code fleet}. All invalid ones are reported
 * together.
 *
 * @param instance unique name of this instance
 * @param digestKey location of the HMAC key for digests of secret values: {@code env:<NAME>} or
 *     {@code file:<path>}
 * @param previousDigestKey location of the key that is being rotated out; empty for none
 * @param staticMember whether the instance keeps its clusters over a restart
 */
@ConfigurationProperties("fleet")
public record ClusterWatcherSettings(
        String instance,
        String digestKey,
        String previousDigestKey,
        KafkaSettings kafka,
        boolean staticMember,
        Access access,
        Watch watch,
        Redacting redaction) {

    public ClusterWatcherSettings {
        var faults = new ArrayList<String>();
        if (instance.isBlank()) {
            faults.add("fleet.instance is empty; name the process, for example after its pod");
        }
        if (!digestKey.startsWith("env:") && !digestKey.startsWith("file:")) {
            faults.add("fleet.digest-key must be env:<NAME> or file:<path>, never the key itself");
        }
        if (!previousDigestKey.isBlank()
                && !previousDigestKey.startsWith("env:")
                && !previousDigestKey.startsWith("file:")) {
            faults.add("fleet.previous-digest-key must be empty, env:<NAME> or file:<path>");
        }
        if (kafka.bootstrapServers().isBlank()) {
            faults.add("fleet.kafka.bootstrap-servers is empty; give host:port of a broker");
        }
        access.faults(faults);
        watch.faults(faults);
        redaction.faults(faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("settings: " + String.join("; ", faults));
        }
    }

    /**
     * Access to the managed clusters.
     *
     * @param kubeconfigFolder folder of the files that {@code kubeconfig:<name>} credentials refer
     *     to
     * @param hub credential of the hub cluster, whose Secrets hold credentials
     * @param hubs credentials of further hubs, by name
     * @param timeLimit timeout of one call
     * @param largestAnswer maximum size of a response; a larger one is rejected
     * @param longestLine maximum size of one watch event
     */
    public record Access(
            Path kubeconfigFolder,
            String hub,
            @DefaultValue Map<String, String> hubs,
            Duration timeLimit,
            DataSize largestAnswer,
            DataSize longestLine) {

        ConnectionSettings connections() {
            return ConnectionSettings.of("cluster-watcher", kubeconfigFolder)
                    .withHub(hub)
                    .withHubs(hubs)
                    .withCallTimeLimit(timeLimit)
                    .withLimits(
                            new ResponseLimits(
                                    Math.toIntExact(largestAnswer.toBytes()),
                                    Math.toIntExact(longestLine.toBytes())));
        }

        private void faults(List<String> faults) {
            if (timeLimit.toMillis() < 1) {
                faults.add(
                        "fleet.access.time-limit is %s; it must be positive".formatted(timeLimit));
            }
            try {
                var _ = CredentialReference.parse(hub);
            } catch (CredentialException e) {
                faults.add("fleet.access.hub: " + e.getMessage());
            }
        }
    }

    /** Tuning of the watches. */
    public record Watch(
            int pageSize,
            int concurrentLists,
            int pagesAtOnce,
            Duration silenceLimit,
            Duration absentRetry,
            Duration saveInterval,
            Duration listLimit,
            int clustersWithSeries) {

        WatchSettings settings() {
            var standard = WatchSettings.standard();
            return new WatchSettings(
                    pageSize,
                    concurrentLists,
                    pagesAtOnce,
                    silenceLimit,
                    absentRetry,
                    saveInterval,
                    listLimit,
                    standard.reclaimPause(),
                    standard.comparePause(),
                    standard.initialBackoff(),
                    standard.maxBackoff());
        }

        private void faults(List<String> faults) {
            if (pageSize < 1 || concurrentLists < 1 || pagesAtOnce < 1) {
                faults.add(
                        "fleet.watch.page-size, fleet.watch.concurrent-lists and"
                                + " fleet.watch.pages-at-once must be at least 1");
            }
            if (silenceLimit.toSeconds() < 1 || absentRetry.toSeconds() < 1) {
                faults.add(
                        "fleet.watch.silence-limit and fleet.watch.absent-retry must be at least"
                                + " 1s");
            }
            if (saveInterval.toSeconds() < 1 || listLimit.toHours() < 1) {
                faults.add(
                        "fleet.watch.save-interval must be at least 1s, fleet.watch.list-limit at"
                                + " least 1h");
            }
        }
    }

    /**
     * Additional fields to redact.
     *
     * @param places fields to redact, written {@code Kind:/json/pointer}
     */
    public record Redacting(List<String> places) {

        private void faults(List<String> faults) {
            for (var place : places) {
                try {
                    var _ = PointerPattern.parse(place);
                } catch (IllegalArgumentException e) {
                    faults.add("fleet.redaction.places: " + e.getMessage());
                }
            }
        }
    }
}
