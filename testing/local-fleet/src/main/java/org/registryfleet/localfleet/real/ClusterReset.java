package org.registryfleet.localfleet.real;

import org.registryfleet.scenarios.cluster.TargetApiServer;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.resource.ScenarioKind;
import org.registryfleet.scenarios.resource.ScenarioKinds;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a cluster into the state in which a scenario begins: the CRDs and nothing else. */
final class ClusterReset {

    private static final String FLAG = "--yes-delete-everything";

    private final TargetApiServer api;
    private final Marker marker;
    private final Removal removal;
    private final boolean deletesEverything;

    /**
     * @param deletesEverything the caller has said that nothing in the cluster needs to be kept
     */
    ClusterReset(TargetApiServer api, boolean deletesEverything) {
        this.api = api;
        this.marker = new Marker(api);
        this.removal = new Removal(api);
        this.deletesEverything = deletesEverything;
    }

    /**
     * Fails when the cluster lacks a kind.
     *
     * @throws UnfitClusterException naming every missing CRD
     */
    void requireKinds() {
        var missing =
                ScenarioKinds.all().stream()
                        .filter(kind -> kind.group().contains("openshift.io"))
                        .filter(kind -> api.get(kind.listPath()).isNotFound())
                        .map(kind -> kind.plural() + "." + kind.group())
                        .toList();
        if (!missing.isEmpty()) {
            throw new UnfitClusterException(
                    """
                    the cluster lacks the CustomResourceDefinitions %s
                    Install them and try again; github.com/openshift/api holds them as *.crd.yaml: \
                    kubectl apply --server-side -f FILE"""
                            .formatted(String.join(", ", missing)));
        }
    }

    /** Why the scenario needs another API server or a cloud; empty when it can be played here. */
    Optional<String> reasonAgainst(Scenario scenario) {
        var environment = scenario.environment();
        if (environment.clouds() != null) {
            var clouds = environment.clouds().properties().stream().map(Map.Entry::getKey);
            return Optional.of(clouds.collect(Collectors.joining(", ", "needs a cloud (", ")")));
        }
        if (environment.crdChange() != null) {
            return Optional.of("needs another API server: " + environment.crdChange());
        }
        var immortal = removal.immortal(Belongings.NAMESPACES);
        return Belongings.absentNamespaces(scenario, immortal).stream()
                .findFirst()
                .map(
                        name ->
                                "needs another API server: this one never deletes the namespace "
                                        + name);
    }

    /** Empties the cluster for the scenario and remembers what it may make. */
    void prepare(Scenario scenario) {
        var coming = Belongings.of(scenario);
        var made = marker.made();
        var known = made == null ? new TreeSet<ScenarioObjectRef>() : made;
        refuseForeign(foreign(made == null, known, coming));
        var all = union(known, coming);
        // before anything is deleted or made, so that a run that is broken off can be cleaned up
        marker.write(all);
        removal.remove(all);
        removal.removeNamespaces(Belongings.NAMESPACES);
        marker.write(coming);
    }

    /** Removes everything that scenarios have made, and the mark. */
    void leave() {
        var made = marker.made();
        if (made != null) {
            removal.remove(made);
            removal.removeNamespaces(Belongings.NAMESPACES);
            removal.remove(List.of(Marker.REF));
        }
    }

    private Stream<ScenarioObjectRef> foreign(
            boolean unmarked,
            SortedSet<ScenarioObjectRef> known,
            SortedSet<ScenarioObjectRef> coming) {
        var outside =
                coming.stream()
                        .filter(ref -> !known.contains(ref))
                        .filter(ref -> api.get(ScenarioKinds.path(ref)).isSuccess());
        return unmarked ? Stream.concat(outside, inNamespaces()) : outside;
    }

    private Stream<ScenarioObjectRef> inNamespaces() {
        return ScenarioKinds.all().stream()
                .filter(ScenarioKind::namespaced)
                .flatMap(
                        kind ->
                                Belongings.NAMESPACES.stream()
                                        .flatMap(ns -> removal.objects(kind, ns).stream()))
                .filter(ref -> !Belongings.isOfEveryNamespace(ref));
    }

    private void refuseForeign(Stream<ScenarioObjectRef> foreign) {
        if (deletesEverything) {
            return;
        }
        var found = foreign.limit(6).map(ScenarioObjectRef::toString).toList();
        if (!found.isEmpty()) {
            throw new UnfitClusterException(
                    """
                    the cluster holds objects that scenarios would delete and have not made: %s%s
                    Use an empty cluster. Only if nothing in this one needs to be kept: %s"""
                            .formatted(
                                    found.stream().limit(5).collect(Collectors.joining(", ")),
                                    found.size() > 5 ? ", ..." : "",
                                    FLAG));
        }
    }

    private static SortedSet<ScenarioObjectRef> union(
            Collection<ScenarioObjectRef> one, Collection<ScenarioObjectRef> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
