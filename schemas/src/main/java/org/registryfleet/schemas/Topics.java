package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.InventoryEvent;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.events.WatchState;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The topics of the fleet. All of them have the same number of partitions and, apart from those of
 * the inventory and of policies, are keyed by cluster id, so that the records of a cluster are
 * ordered on every topic.
 */
public final class Topics {

    /** Registrations; a tombstone deregisters the cluster. */
    public static final String CLUSTERS = "fleet.clusters.v1";

    /** What people ask to be written to single clusters; the latest of each counts. */
    public static final String REQUESTS = "fleet.requests.v1";

    /** What policies want of single clusters: the latest of each counts. */
    public static final String ASSIGNMENTS = "fleet.assignments.v1";

    /** Observations of the watchers, with secrets replaced by digests. */
    public static final String OBSERVATIONS = "fleet.observations.v1";

    /** Checkpoints of the watch sessions: internal to the watchers, not part of the audit. */
    public static final String WATCHES = "fleet.watches.v1";

    /** The platform of each cluster. */
    public static final String PLATFORMS = "fleet.platforms.v1";

    /** The storage of each cluster's registry. */
    public static final String STORAGE = "fleet.storage.v1";

    /** The operand objects of each cluster. */
    public static final String REGISTRIES = "fleet.registries.v1";

    /** One status per cluster. */
    public static final String STATUS = "fleet.status.v1";

    public static final String STORAGE_ACTIONS = "fleet.storage-actions.v1";
    public static final String STORAGE_OUTCOMES = "fleet.storage-outcomes.v1";
    public static final String REGISTRY_ACTIONS = "fleet.registry-actions.v1";
    public static final String REGISTRY_OUTCOMES = "fleet.registry-outcomes.v1";
    public static final String STATUS_ACTIONS = "fleet.status-actions.v1";
    public static final String STATUS_OUTCOMES = "fleet.status-outcomes.v1";

    /** What became of each inventory source, keyed by source. */
    public static final String INVENTORY = "fleet.inventory.v1";

    /** What the inventory decides from, in one order: all records have one key. Never trimmed. */
    public static final String INVENTORY_EVENTS = "fleet.inventory-events.v1";

    /** Policies and their rollouts, keyed by policy; a tombstone withdraws one. */
    public static final String POLICIES = "fleet.policies.v1";

    /** What rollouts are decided from, in one order: all records have one key. Never trimmed. */
    public static final String POLICY_EVENTS = "fleet.policy-events.v1";

    private static final String DEAD_LETTER_SUFFIX = ".dlt";

    private static final List<TopicSpec> EVENTS =
            List.of(
                    compacted(CLUSTERS, ClusterRegistration.class),
                    compacted(REQUESTS, Assignment.class),
                    compacted(ASSIGNMENTS, Assignment.class),
                    deleted(OBSERVATIONS, Observation.class),
                    latest(WATCHES, WatchState.class),
                    compacted(PLATFORMS, PlatformDetected.class),
                    compacted(STORAGE, StorageProvisioned.class),
                    compacted(REGISTRIES, RegistryDeployed.class),
                    compacted(STATUS, ClusterStatus.class),
                    deleted(STORAGE_ACTIONS, Action.class),
                    deleted(STORAGE_OUTCOMES, Outcome.class),
                    deleted(REGISTRY_ACTIONS, Action.class),
                    deleted(REGISTRY_OUTCOMES, Outcome.class),
                    deleted(STATUS_ACTIONS, Action.class),
                    deleted(STATUS_OUTCOMES, Outcome.class),
                    compacted(INVENTORY, InventorySource.class),
                    kept(INVENTORY_EVENTS, InventoryEvent.class),
                    compacted(POLICIES, PolicyRollout.class),
                    kept(POLICY_EVENTS, PolicyEvent.class));

    private static final Set<String> YOUNG =
            Set.of(REQUESTS, ASSIGNMENTS, INVENTORY, INVENTORY_EVENTS, POLICIES, POLICY_EVENTS);

    private static final List<TopicSpec> ALL =
            EVENTS.stream().flatMap(topic -> Stream.of(topic, topic.deadLetter())).toList();

    private Topics() {}

    /** Every event topic, without the dead-letter topics. */
    public static List<TopicSpec> events() {
        return EVENTS;
    }

    /** Every topic of the fleet: each event topic followed by its dead-letter topic. */
    public static List<TopicSpec> all() {
        return ALL;
    }

    /** Whether logs of earlier releases lack the topic: then nothing was ever written to it. */
    public static boolean isYoung(String name) {
        return YOUNG.stream()
                .anyMatch(young -> name.equals(young) || name.equals(deadLetter(young)));
    }

    /**
     * The specifications of the named topics and of their dead-letter topics; rejects unknown
     * names.
     */
    public static List<TopicSpec> of(String... names) {
        var specs = new ArrayList<TopicSpec>();
        for (var name : names) {
            var spec = spec(name);
            specs.add(spec);
            specs.add(spec.deadLetter());
        }
        return List.copyOf(specs);
    }

    /** The specification of an event topic. */
    public static TopicSpec spec(String name) {
        return EVENTS.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s is not a topic of the fleet; the topics are %s"
                                                .formatted(name, names())));
    }

    /** The dead-letter topic for records that a consumer can neither decode nor process. */
    public static String deadLetter(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    private static List<String> names() {
        return EVENTS.stream().map(TopicSpec::name).toList();
    }

    private static TopicSpec compacted(String name, Class<? extends SpecificRecord> recordType) {
        return new TopicSpec(name, TopicSpec.Cleanup.COMPACT_AFTER_AUDIT, recordType, false);
    }

    private static TopicSpec latest(String name, Class<? extends SpecificRecord> recordType) {
        return new TopicSpec(name, TopicSpec.Cleanup.COMPACT_SOON, recordType, false);
    }

    private static TopicSpec kept(String name, Class<? extends SpecificRecord> recordType) {
        return new TopicSpec(name, TopicSpec.Cleanup.KEEP, recordType, false);
    }

    private static TopicSpec deleted(String name, Class<? extends SpecificRecord> recordType) {
        return new TopicSpec(name, TopicSpec.Cleanup.DELETE_AFTER_AUDIT, recordType, false);
    }
}
