package org.registryfleet.localfleet.inventory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The objects by which teams describe clusters on a hub, as the tools themselves write them. */
public final class SimulatedHub {

    private static final String NOW = "2026-11-30T08:00:00Z";
    private static final String ACCOUNT = "registry-fleet";

    private final SimulatedCluster hub;

    public SimulatedHub(SimulatedCluster hub) {
        this.hub = hub;
    }

    /** A Secret that is labelled for the fleet, in the namespace {@code fleet}. */
    public void labelled(String name, Map<String, String> labels, Map<String, String> data) {
        secret("fleet", name, with(labels, "fleet.registryfleet.org/cluster", "true"), data);
    }

    /** A cluster of Argo CD. */
    public void argo(String name, Map<String, String> labels, Map<String, String> data) {
        secret("argocd", name, with(labels, "argocd.argoproj.io/secret-type", "cluster"), data);
    }

    /**
     * An installed ClusterDeployment of Hive.
     *
     * @param powerState empty, Running or Hibernating
     */
    public void hive(String name, String powerState, String kubeconfig) {
        var namespace = "hive-" + name;
        var admin = name + "-admin";
        secret(
                namespace,
                admin,
                Map.of("hive.openshift.io/secret-type", "kubeconfig"),
                Map.of("kubeconfig", kubeconfig));
        var deployment = object("hive.openshift.io/v1", "ClusterDeployment", namespace, name);
        var spec = deployment.putObject("spec");
        spec.put("baseDomain", "example.org").put("clusterName", name).put("installed", true);
        spec.put("powerState", powerState).putObject("platform").putObject("none");
        spec.putObject("clusterMetadata")
                .put("infraID", name)
                .put("clusterID", name)
                .putObject("adminKubeconfigSecretRef")
                .put("name", admin);
        hub.apply(deployment);
    }

    /** An accepted ManagedCluster with a ManagedServiceAccount for the fleet. */
    public void managed(String name, String server, String token, Map<String, String> labels) {
        var cluster = object("cluster.open-cluster-management.io/v1", "ManagedCluster", "", name);
        var named = cluster.withObjectProperty("metadata").putObject("labels");
        labels.forEach(named::put);
        var spec = cluster.putObject("spec").put("hubAcceptsClient", true);
        spec.putArray("managedClusterClientConfigs").addObject().put("url", server);
        var conditions = cluster.putObject("status").putArray("conditions");
        for (var type : new String[] {"HubAcceptedManagedCluster", "ManagedClusterJoined"}) {
            conditions
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("reason", "Simulated")
                    .put("message", "")
                    .put("lastTransitionTime", NOW);
        }
        hub.apply(cluster);
        secret(
                name,
                ACCOUNT,
                Map.of(
                        "authentication.open-cluster-management.io/is-managed-serviceaccount",
                        "true"),
                Map.of("token", token));
        var account =
                object(
                        "authentication.open-cluster-management.io/v1beta1",
                        "ManagedServiceAccount",
                        name,
                        ACCOUNT);
        var rotation = account.putObject("spec").putObject("rotation");
        rotation.put("enabled", true).put("validity", "720h0m0s");
        account.putObject("status")
                .putObject("tokenSecretRef")
                .put("name", ACCOUNT)
                .put("lastRefreshTimestamp", NOW);
        hub.apply(account);
    }

    private static Map<String, String> with(
            Map<String, String> labels, String label, String value) {
        var all = new TreeMap<>(labels);
        all.put(label, value);
        return all;
    }

    private void secret(
            String namespace, String name, Map<String, String> labels, Map<String, String> data) {
        if (hub.get(SimulatedObjectRef.of("v1", "Namespace", namespace)).isEmpty()) {
            hub.apply(object("v1", "Namespace", "", namespace));
        }
        var secret = object("v1", "Secret", namespace, name);
        var named = secret.withObjectProperty("metadata").putObject("labels");
        labels.forEach(named::put);
        var values = secret.putObject("data");
        data.forEach((key, text) -> values.put(key, encoded(text)));
        hub.apply(secret);
    }

    static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        var metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
