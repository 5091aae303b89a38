package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The same story of the same clusters under other ids: they enter the fleet, then an administrator
 * turns their registries on and changes them.
 */
final class Trial {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, DemoPlatform> FLEET =
            Map.of(
                    "vsphere", DemoPlatform.VSPHERE,
                    "metal", DemoPlatform.BARE_METAL,
                    "ovirt", DemoPlatform.OVIRT);
    private static final List<SimulatedObjectRef> OF_THE_USER =
            List.of(
                    SimulatedObjectRef.of("v1", "ConfigMap", FaultLab.REGISTRY, "team"),
                    SimulatedObjectRef.of("v1", "Secret", FaultLab.REGISTRY, "team"),
                    SimulatedObjectRef.of(
                            "v1", "PersistentVolumeClaim", FaultLab.REGISTRY, "team"));

    private final FaultLab lab;
    private final String name;
    private final Map<String, SimulatedCluster> clusters = new TreeMap<>();
    private final Map<String, List<StorageProvisioned>> storage = new TreeMap<>();
    private final Map<SimulatedObjectRef, String> uids = new java.util.HashMap<>();

    Trial(FaultLab lab, String name) {
        this.lab = lab;
        this.name = name;
        FLEET.forEach(
                (role, platform) -> {
                    var cluster = lab.cluster(name + "-" + role, platform);
                    OF_THE_USER.forEach(ref -> plant(cluster, ref));
                    clusters.put(role, cluster);
                    storage.put(cluster.id(), Collections.synchronizedList(new ArrayList<>()));
                });
        lab.log()
                .listen(
                        (_, id, record) -> {
                            if (record instanceof StorageProvisioned result && owns(id)) {
                                storage.get(id).add(result);
                            }
                        });
    }

    boolean owns(String cluster) {
        return storage.containsKey(cluster);
    }

    /** Its clusters in the log. */
    Set<String> ids() {
        return Set.copyOf(storage.keySet());
    }

    /** The clusters enter the fleet. */
    void enter() {
        clusters.values().forEach(lab::register);
    }

    /** An administrator changes every Config. */
    void change() {
        FaultLab.edit(
                clusters.get("vsphere"),
                "{'managementState':'Managed','storage':{'pvc':{'claim':''}}}");
        FaultLab.edit(
                clusters.get("metal"),
                "{'managementState':'Managed','storage':{'emptyDir':{}},'replicas':2}");
        FaultLab.edit(clusters.get("ovirt"), "{'defaultRoute':true,'logLevel':'Debug'}");
    }

    /** All records that the log has shown of these clusters. */
    long records() {
        return clusters.values().stream().mapToLong(c -> lab.log().of(c.id()).records()).sum();
    }

    /** Waits until nothing moves any more, when nobody can say what is to become of it. */
    void awaitCalm(Map<String, String> summaries) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                summaries.entrySet().stream()
                                        .allMatch(
                                                e -> lab.isSettled(id(e.getKey()), e.getValue())));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(2))
                .until(new Unchanged(this::records));
    }

    /** Every object of every cluster. */
    Map<String, Map<String, String>> state() {
        return each(ObservedClusterState::of);
    }

    void awaitState(Map<String, Map<String, String>> expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () ->
                                clusters.forEach(
                                        (role, cluster) ->
                                                assertThat(differences(expected.get(role), cluster))
                                                        .as(cluster.id())
                                                        .isEmpty()));
    }

    private static List<String> differences(
            Map<String, String> expected, SimulatedCluster cluster) {
        return ObservedClusterState.differences(expected, ObservedClusterState.of(cluster));
    }

    Map<String, Map<String, Long>> created() {
        return each(ObservedClusterState::created);
    }

    Map<String, Map<String, Long>> deleted() {
        return each(ObservedClusterState::deleted);
    }

    /** Summary and reason of each cluster as reported last. */
    Map<String, String> reports() {
        return each(
                cluster ->
                        lab.status(cluster.id())
                                .map(
                                        s ->
                                                s.getSummary()
                                                        + "/"
                                                        + s.getReason()
                                                        + "/"
                                                        + s.getSettled())
                                .orElse("none"));
    }

    void assertThatTheUsersObjectsAreUntouched() {
        for (var cluster : clusters.values()) {
            for (var ref : OF_THE_USER) {
                assertThat(cluster.get(ref)).as("%s of %s", ref, cluster.id()).isPresent();
            }
        }
        assertThat(each(Trial::uidsOfTheUser)).isEqualTo(each(c -> planted(c)));
    }

    /**
     * A result never goes back to an earlier generation of the Config; a process that was killed
     * repeats what it could not confirm, and a repetition is the same record.
     */
    void assertThatTheLogDoesNotContradictItself() {
        storage.forEach(
                (id, results) ->
                        assertThat(results.stream().distinct())
                                .as(id)
                                .extracting(StorageProvisioned::getConfigGeneration)
                                .isSorted());
    }

    private <T> Map<String, T> each(Function<SimulatedCluster, T> question) {
        var answers = new TreeMap<String, T>();
        clusters.forEach((role, cluster) -> answers.put(role, question.apply(cluster)));
        return answers;
    }

    private String id(String role) {
        return name + "-" + role;
    }

    private void plant(SimulatedCluster cluster, SimulatedObjectRef ref) {
        var spec =
                ref.kind().equals("PersistentVolumeClaim")
                        ? ",'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}"
                        : "";
        var planted =
                cluster.apply(
                        FaultLab.json(
                                "{'apiVersion':'%s','kind':'%s','metadata':{'name':'%s','namespace':'%s'}%s}"
                                        .formatted(
                                                ref.apiVersion(),
                                                ref.kind(),
                                                ref.name(),
                                                ref.namespace(),
                                                spec)));
        uids.put(in(cluster, ref), planted.path("metadata").path("uid").asText());
    }

    private String planted(SimulatedCluster cluster) {
        return String.join(
                " ", OF_THE_USER.stream().map(ref -> uids.get(in(cluster, ref))).toList());
    }

    private static String uidsOfTheUser(SimulatedCluster cluster) {
        return String.join(
                " ",
                OF_THE_USER.stream()
                        .map(ref -> cluster.get(ref).orElseThrow())
                        .map(object -> object.path("metadata").path("uid").asText())
                        .toList());
    }

    private static SimulatedObjectRef in(SimulatedCluster cluster, SimulatedObjectRef ref) {
        return SimulatedObjectRef.of(
                ref.apiVersion(), ref.kind() + "@" + cluster.id(), ref.namespace(), ref.name());
    }

    /** True while a number stays as it was at the last look. */
    private static final class Unchanged implements java.util.concurrent.Callable<Boolean> {
        private final java.util.function.LongSupplier number;
        private long last = -1;

        Unchanged(java.util.function.LongSupplier number) {
            this.number = number;
        }

        @Override
        public Boolean call() {
            long now = number.getAsLong();
            boolean same = now == last;
            last = now;
            return same;
        }
    }
}
