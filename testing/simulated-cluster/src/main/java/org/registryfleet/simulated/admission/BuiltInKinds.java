package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.List;
import java.util.Map;

/** The table of what holds for which built-in kind. */
final class BuiltInKinds {
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private static final Map<String, KindRules> RULES =
            Map.ofEntries(
                    Map.entry(
                            "Namespace",
                            KindRules.defaults(CoreDefaults::namespace)
                                    .creating(CoreDefaults::newNamespace)),
                    Map.entry(
                            "Secret",
                            KindRules.defaults(CoreDefaults::secret)
                                    .checking(CoreChecks::secret)
                                    .changing(CoreChecks::typeKept, CoreChecks::dataKept)),
                    Map.entry(
                            "ConfigMap",
                            KindRules.NONE
                                    .checking(CoreChecks::configMap)
                                    .changing(CoreChecks::dataKept)),
                    Map.entry(
                            "Service",
                            KindRules.defaults(CoreDefaults::service)
                                    .inheriting(BuiltInKinds::keepAddress)
                                    .checking(CoreChecks::service)
                                    .changing(CoreChecks::addressKept)),
                    Map.entry(
                            "PersistentVolumeClaim",
                            KindRules.defaults(CoreDefaults::claim)
                                    .creating(CoreDefaults::newClaim)
                                    .checking(ClaimChecks::check)
                                    .changing(ClaimChecks::specKept)),
                    Map.entry(
                            "PersistentVolume",
                            KindRules.defaults(CoreDefaults::volume)
                                    .creating(CoreDefaults::newVolume)),
                    Map.entry(
                            "Pod",
                            KindRules.defaults(WorkloadDefaults::pod)
                                    .checking(WorkloadChecks::pod)),
                    Map.entry(
                            "Deployment",
                            KindRules.defaults(WorkloadDefaults::deployment)
                                    .checking(WorkloadChecks::deployment)
                                    .changing(WorkloadChecks::selectorKept)),
                    Map.entry(
                            "DaemonSet",
                            KindRules.defaults(WorkloadDefaults::daemonSet)
                                    .creating(BuiltInKinds::firstTemplate)
                                    .inheriting(BuiltInKinds::countTemplates)
                                    .checking(WorkloadChecks::daemonSet)
                                    .changing(WorkloadChecks::selectorKept)),
                    Map.entry("ReplicaSet", KindRules.defaults(WorkloadDefaults::replicaSet)),
                    Map.entry(
                            "Job",
                            KindRules.defaults(WorkloadDefaults::job)
                                    .creating(WorkloadDefaults::ownPodsOfJob)
                                    .checking(WorkloadChecks::job)
                                    .changing(WorkloadChecks::jobTemplateKept)),
                    Map.entry(
                            "CronJob",
                            KindRules.defaults(WorkloadDefaults::cronJob)
                                    .checking(WorkloadChecks::cronJob)),
                    Map.entry(
                            "PodDisruptionBudget",
                            KindRules.defaults(WorkloadDefaults::disruptionBudget)
                                    .checking(WorkloadChecks::disruptionBudget)),
                    Map.entry("NetworkPolicy", KindRules.defaults(PolicyDefaults::networkPolicy)),
                    Map.entry(
                            "ClusterRole",
                            KindRules.defaults(PolicyDefaults::role).checking(RoleChecks::role)),
                    Map.entry(
                            "Role",
                            KindRules.defaults(PolicyDefaults::role).checking(RoleChecks::role)),
                    Map.entry("ClusterRoleBinding", binding()),
                    Map.entry("RoleBinding", binding()),
                    Map.entry("StorageClass", KindRules.defaults(PolicyDefaults::storageClass)),
                    Map.entry("CSIDriver", KindRules.defaults(PolicyDefaults::driver)));

    private BuiltInKinds() {}

    static KindRules of(ResourceType type) {
        return type.isCustom() ? KindRules.NONE : RULES.getOrDefault(type.kind(), KindRules.NONE);
    }

    private static KindRules binding() {
        return KindRules.defaults(PolicyDefaults::binding)
                .checking(RoleChecks::binding)
                .changing(RoleChecks::refKept);
    }

    /** A service keeps its address when an update does not name one. */
    private static void keepAddress(ObjectNode old, ObjectNode next) {
        for (var field : List.of("clusterIP", "clusterIPs")) {
            var address = Json.at(old, "spec", field);
            if (!address.isMissingNode() && Json.at(next, "spec", field).isMissingNode()) {
                Json.child(next, "spec").set(field, address);
            }
        }
    }

    private static void firstTemplate(ObjectNode object) {
        templateGeneration(object, "1");
    }

    /** Counts the versions of the pod template, in an annotation that no client can drop. */
    private static void countTemplates(ObjectNode old, ObjectNode next) {
        var count = Json.at(old, "metadata", "annotations", TEMPLATE_GENERATION).asInt(1);
        var same = Json.at(old, "spec", "template").equals(Json.at(next, "spec", "template"));
        templateGeneration(next, Integer.toString(same ? count : count + 1));
    }

    private static void templateGeneration(ObjectNode object, String generation) {
        Json.child(Json.child(object, "metadata"), "annotations")
                .put(TEMPLATE_GENERATION, generation);
    }
}
