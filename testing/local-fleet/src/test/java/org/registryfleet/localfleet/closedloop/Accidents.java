package org.registryfleet.localfleet.closedloop;

import org.registryfleet.stage.view.ObjectRef;

import java.util.Set;

/** What happens to the operand's objects, and what other controllers do. */
final class Accidents {

    private static final Set<String> OPERAND =
            Set.of(
                    "Service",
                    "Deployment",
                    "ServiceAccount",
                    "ClusterRole",
                    "ClusterRoleBinding",
                    "Role",
                    "RoleBinding",
                    "DaemonSet",
                    "CronJob",
                    "PodDisruptionBudget",
                    "NetworkPolicy",
                    "Route",
                    "ClusterOperator");

    private Accidents() {}

    /** Somebody deletes an object of the operand. */
    static String delete(Deed deed) {
        var operand =
                deed.api().refs().stream().filter(ref -> OPERAND.contains(ref.kind())).toList();
        if (operand.isEmpty()) {
            return "nothing: there is no operand";
        }
        var ref = deed.one(operand);
        deed.api().delete(ref);
        return "somebody deletes " + ref;
    }

    /** Somebody changes a field of the operand that is not his. */
    static String damage(Deed deed) {
        return switch (deed.random().nextInt(6)) {
            case 0 ->
                    damage(
                            deed,
                            Deed.inNamespace("v1", "Service", "image-registry"),
                            "{spec: {ports: [{name: x, port: 1}]}}");
            case 1 ->
                    damage(
                            deed,
                            Deed.inNamespace("apps/v1", "Deployment", "image-registry"),
                            "{spec: {replicas: 7}}");
            case 2 ->
                    damage(
                            deed,
                            ObjectRef.clusterScoped(
                                    "rbac.authorization.k8s.io/v1",
                                    "ClusterRole",
                                    "system:registry"),
                            "{rules: []}");
            case 3 ->
                    damage(
                            deed,
                            Deed.inNamespace("v1", "Secret", "installation-pull-secrets"),
                            "{data: {.dockerconfigjson: 'hmac:99999999999999999999999999999999'}}");
            case 4 ->
                    damage(
                            deed,
                            Deed.inNamespace("route.openshift.io/v1", "Route", "default-route"),
                            "{spec: {to: {kind: Service, name: other}}}");
            default ->
                    damage(
                            deed,
                            ObjectRef.clusterScoped(
                                    "config.openshift.io/v1", "ClusterOperator", "image-registry"),
                            "{status: {conditions: []}}");
        };
    }

    static String letOthersWork(Deed deed) {
        Kubelet.work(deed.api());
        return "the cluster's controllers work";
    }

    private static String damage(Deed deed, ObjectRef ref, String patch) {
        deed.api().patch(ref, Yaml.object(patch));
        return "somebody patches " + ref + " with " + patch;
    }
}
