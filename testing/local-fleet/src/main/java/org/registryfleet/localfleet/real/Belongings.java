package org.registryfleet.localfleet.real;

import org.registryfleet.scenarios.format.Action;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.format.ScenarioStep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a scenario and the operand may leave behind in a cluster. */
final class Belongings {

    /** Emptied and, where the server allows it, deleted. */
    static final Set<String> NAMESPACES =
            Set.of("openshift-image-registry", "openshift-config", "openshift-config-managed");

    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String REGISTRY = "imageregistry.operator.openshift.io/v1";

    private static final List<ScenarioObjectRef> OPERAND =
            List.of(
                    new ScenarioObjectRef(
                            RBAC, "ClusterRoleBinding", null, "registry-registry-role"),
                    new ScenarioObjectRef(
                            RBAC, "ClusterRoleBinding", null, "openshift-image-registry-pruner"),
                    new ScenarioObjectRef(RBAC, "ClusterRole", null, "system:registry"),
                    new ScenarioObjectRef(REGISTRY, "Config", null, "cluster"),
                    new ScenarioObjectRef(REGISTRY, "ImagePruner", null, "cluster"),
                    new ScenarioObjectRef(
                            "config.openshift.io/v1", "ClusterOperator", null, "image-registry"));

    // what every cluster puts into every namespace
    private static final Set<String> OF_EVERY_NAMESPACE =
            Set.of(
                    "default",
                    "builder",
                    "deployer",
                    "kube-root-ca.crt",
                    "openshift-service-ca.crt");

    private Belongings() {}

    /** Whether the cluster itself puts this object into every namespace. */
    static boolean isOfEveryNamespace(ScenarioObjectRef ref) {
        return OF_EVERY_NAMESPACE.contains(ref.name());
    }

    /** Of these namespaces, those that the scenario must find absent or deletes. */
    static SortedSet<String> absentNamespaces(Scenario scenario, Set<String> namespaces) {
        var script = scenario.script();
        var absent = new TreeSet<>(namespaces);
        script.given().stream()
                .map(ScenarioObjectRef::of)
                .filter(ref -> ref.kind().equals("Namespace"))
                .forEach(ref -> absent.remove(ref.name()));
        script.steps().stream()
                .map(ScenarioStep::action)
                .filter(Action.Delete.class::isInstance)
                .flatMap(action -> written(action).stream())
                .filter(ref -> ref.kind().equals("Namespace") && namespaces.contains(ref.name()))
                .forEach(ref -> absent.add(ref.name()));
        return absent;
    }

    /** The objects outside of {@link #NAMESPACES} that the scenario or the operand may make. */
    static SortedSet<ScenarioObjectRef> of(Scenario scenario) {
        var script = scenario.script();
        var named =
                Stream.concat(
                        script.given().stream().map(ScenarioObjectRef::of),
                        script.steps().stream()
                                .map(ScenarioStep::action)
                                .flatMap(a -> written(a).stream()));
        var refs = new TreeSet<>(OPERAND);
        named.filter(ref -> !isInside(ref)).forEach(refs::add);
        return refs;
    }

    private static boolean isInside(ScenarioObjectRef ref) {
        return ref.namespace() == null
                ? ref.kind().equals("Namespace") && NAMESPACES.contains(ref.name())
                : NAMESPACES.contains(ref.namespace());
    }

    private static Optional<ScenarioObjectRef> written(Action action) {
        return switch (action) {
            case Action.Apply apply -> Optional.of(ScenarioObjectRef.of(apply.object()));
            case Action.MergePatch patch -> Optional.of(patch.ref());
            case Action.StatusPatch patch -> Optional.of(patch.ref());
            case Action.Delete delete -> Optional.of(delete.ref());
            case Action.Wait _,
                    Action.StartOperator _,
                    Action.StopOperator _,
                    Action.RestartOperator _,
                    Action.HoldGc _,
                    Action.ReleaseGc _ ->
                    Optional.empty();
        };
    }
}
