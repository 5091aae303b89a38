package org.registryfleet.storageprovisioner.story;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where this service leads to another state than the reference, on purpose. */
final class RecordedDifferences {

    private RecordedDifferences() {}

    /** Object stores come with a later release; only their bootstrap is compared. */
    static boolean isObjectStore(String scenario) {
        return scenario.startsWith("4") && !scenario.startsWith("461");
    }

    /** By scenario and stage: what is recorded, and what happens here. */
    static Map<String, List<String>> all() {
        return Map.ofEntries(
                // the object store of OpenStack is not asked for
                Map.entry(
                        "013/expected",
                        List.of(
                                "spec.replicas: 2 -> 1",
                                "spec.rolloutStrategy: \"RollingUpdate\" -> \"Recreate\"",
                                swift("spec.storage"),
                                swift("status.storage"),
                                "status.storageManaged: true -> false",
                                "conditions: {StorageExists=True/Swift container Exists/} ->"
                                        + " {StorageExists=True/PVC Exists/}",
                                "claim image-registry-storage: false -> true")),
                Map.entry(
                        "015/expected",
                        List.of(
                                "Config: false -> true",
                                "claim image-registry-storage: false -> true")),
                // the story holds no Infrastructure object
                Map.entry(
                        "024/expected",
                        List.of(
                                "spec.storage: {\"ibmcos\":{\"location\":\"eu-gb\","
                                        + "\"resourceGroupName\":\"test-rg\"}} -> {\"ibmcos\":{}}",
                                "status.storage: {\"ibmcos\":{}} -> {}")),
                Map.entry(
                        "026/expected",
                        List.of(
                                "spec.httpSecret:  -> \"<random>\"",
                                "conditions: {} -> {StorageExists=Unknown/GCS Configuration"
                                        + " Changed/GCS storage is in an unknown state}",
                                "error:  -> unable to sync storage configuration: secret"
                                        + " \"openshift-image-registry/installer-cloud-credentials\""
                                        + " does not contain required key"
                                        + " \"service_account.json\"")),
                // somebody else's claim of our name is not taken over
                Map.entry(
                        "110/expected-1",
                        List.of(
                                "spec.storage:"
                                        + " {\"managementState\":\"Unmanaged\",\"pvc\":{\"claim\":\"image-registry-storage\"}}"
                                        + " -> {\"pvc\":{}}",
                                "status.storage:"
                                        + " {\"managementState\":\"Unmanaged\",\"pvc\":{\"claim\":\"image-registry-storage\"}}"
                                        + " -> {}",
                                "conditions: {StorageExists=True/PVC Exists/} ->"
                                        + " {StorageExists=False/PVC Already Exists/could not create"
                                        + " default PVC, it already exists and is not owned by the"
                                        + " operator}",
                                "error:  -> unable to sync storage configuration: could not create"
                                        + " default PVC, it already exists and is not owned by the"
                                        + " operator")),
                // managementState is not carried over to the user's claim
                Map.entry("123/expected-1", unmanaged("other")),
                Map.entry("130/expected-1", unmanaged("mine")),
                // a claim that was not made here is never deleted
                Map.entry(
                        "130/expected-2",
                        List.of(
                                unmanaged("mine").getFirst(),
                                "status.storageManaged: true -> false",
                                "claim mine: false -> true")),
                Map.entry("126/expected-2", List.of("claim mine: false -> true")),
                // Managed again makes the claim again
                Map.entry(
                        "204/expected-2",
                        List.of(
                                "status.storage: {} -> {\"managementState\":\"Managed\",\"pvc\":"
                                        + "{\"claim\":\"image-registry-storage\"}}",
                                "conditions: {StorageExists=False/PVC Issues"
                                        + " Found/persistentvolumeclaims \"image-registry-storage\""
                                        + " not found} -> {StorageExists=True/PVC Exists/}",
                                "error: unable to sync storage configuration:"
                                        + " persistentvolumeclaims \"image-registry-storage\" not"
                                        + " found -> ",
                                "claim image-registry-storage: false -> true")),
                // what the user wrote is kept and named
                Map.entry(
                        "461/expected",
                        List.of(
                                "spec.storage: {} -> {\"oss\":{\"bucket\":\"bkt\"}}",
                                "error: storage backend not configured -> storage backend not"
                                        + " configured: spec.storage.oss is not supported")));
    }

    private static String swift(String at) {
        return at
                + ": {\"managementState\":\"Managed\",\"swift\":{\"container\":"
                + "\"test-abcde-image-registry-<random>\"}} -> {\"managementState\":\"Unmanaged\","
                + "\"pvc\":{\"claim\":\"image-registry-storage\"}}";
    }

    private static List<String> unmanaged(String claim) {
        var change =
                List.of("spec.storage", "status.storage").stream()
                        .map(
                                at ->
                                        at
                                                + ": {\"managementState\":\"Managed\",\"pvc\":{\"claim\":\""
                                                + claim
                                                + "\"}} ->"
                                                + " {\"managementState\":\"Unmanaged\",\"pvc\":{\"claim\":\""
                                                + claim
                                                + "\"}}")
                        .collect(Collectors.toList());
        change.add("status.storageManaged: true -> false");
        return change;
    }
}
