package org.registryfleet.stageservice;

import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.api.ResponseLimits;
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
 * Settings of every stage's service, under {@code fleet}.
 *
 * @param instance static group membership id of this process, so that it keeps its partitions over
 *     a restart
 * @param maxEntryBytes largest entry of a stage's state store and its changelog
 */
@ConfigurationProperties("fleet")
public record FleetSettings(
        String instance,
        KafkaSettings kafka,
        int maxEntryBytes,
        Store store,
        Access access,
        Traces traces,
        SchemaRegistry schemaRegistry) {

    // executors open no watches
    private static final int NO_WATCH_LINES = 0;

    public FleetSettings {
        var faults = new ArrayList<String>();
        if (instance.isBlank()) {
            faults.add("fleet.instance is empty; name the process, for example after its pod");
        }
        if (kafka.bootstrapServers().isBlank()) {
            faults.add("fleet.kafka.bootstrap-servers is empty; give host:port of a broker");
        }
        if (access.timeLimit().toMillis() < 1) {
            faults.add(
                    "fleet.access.time-limit is %s; it must be positive"
                            .formatted(access.timeLimit()));
        }
        refuse(faults);
    }

    /**
     * Trace export.
     *
     * @param endpoint of OTLP over HTTP, for example http://collector:4318/v1/traces; empty for
     *     nowhere
     */
    public record Traces(String endpoint) {}

    /**
     * Schema registry for tools that read the topics.
     *
     * @param url of its Confluent-compatible API, for example http://registry:8080/apis/ccompat/v7;
     *     empty for nowhere
     */
    public record SchemaRegistry(String url) {}

    /** Kind of state store. */
    public enum Store {
        /** On the heap, rebuilt from the changelog at start. */
        MEMORY,
        /** On disk, resumed at start. */
        ROCKSDB
    }

    /**
     * Access to managed clusters.
     *
     * @param kubeconfigFolder holds the files that credentials of the form kubeconfig:name refer to
     * @param hub credential of the cluster whose Secrets hold credentials
     * @param hubs credentials of further hubs, by name
     * @param timeLimit of one call
     * @param largestAnswer maximum size of a response; the rest is truncated
     */
    public record Access(
            Path kubeconfigFolder,
            String hub,
            @DefaultValue Map<String, String> hubs,
            Duration timeLimit,
            DataSize largestAnswer) {

        ConnectionSettings connections(String component) {
            return ConnectionSettings.of(component, kubeconfigFolder)
                    .withHub(hub)
                    .withHubs(hubs)
                    .withCallTimeLimit(timeLimit)
                    .withLimits(
                            new ResponseLimits(
                                    Math.toIntExact(largestAnswer.toBytes()), NO_WATCH_LINES));
        }
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("settings: " + String.join("; ", faults));
        }
    }
}
