package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;

/**
 * Defaults that the API server sets on fields a manifest omits. In parts of an object that the
 * fleet owns exclusively they are not drift; any other value is.
 */
final class ApiDefaults {

    private static final Map<String, Set<String>> BY_FIELD =
            Map.ofEntries(
                    Map.entry("creationTimestamp", Set.of("null")),
                    Map.entry("restartPolicy", Set.of("Always")),
                    Map.entry("dnsPolicy", Set.of("ClusterFirst")),
                    Map.entry("schedulerName", Set.of("default-scheduler")),
                    Map.entry("terminationGracePeriodSeconds", Set.of("30")),
                    Map.entry("terminationMessagePath", Set.of("/dev/termination-log")),
                    Map.entry("terminationMessagePolicy", Set.of("File")),
                    Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent")),
                    Map.entry("protocol", Set.of("TCP")),
                    Map.entry("periodSeconds", Set.of("10")),
                    Map.entry("timeoutSeconds", Set.of("1")),
                    Map.entry("successThreshold", Set.of("1")),
                    Map.entry("failureThreshold", Set.of("3")),
                    Map.entry("scheme", Set.of("HTTP")),
                    Map.entry("defaultMode", Set.of("420")),
                    Map.entry("expirationSeconds", Set.of("3600")),
                    Map.entry("revisionHistoryLimit", Set.of("10")),
                    Map.entry("progressDeadlineSeconds", Set.of("600")),
                    Map.entry("completionMode", Set.of("NonIndexed")),
                    Map.entry("maxSurge", Set.of("0", "25%")),
                    Map.entry("maxUnavailable", Set.of("1", "25%")),
                    Map.entry("apiGroup", Set.of("rbac.authorization.k8s.io")),
                    Map.entry("policyTypes", Set.of("[\"Ingress\"]")),
                    Map.entry("apiVersion", Set.of("v1")),
                    Map.entry("type", Set.of("", "RollingUpdate")),
                    Map.entry("procMount", Set.of("Default")),
                    Map.entry("optional", Set.of("false")),
                    Map.entry("hostPID", Set.of("false")),
                    Map.entry("suspend", Set.of("false")),
                    Map.entry("failedJobsHistoryLimit", Set.of("1")),
                    Map.entry("successfulJobsHistoryLimit", Set.of("3")),
                    Map.entry("concurrencyPolicy", Set.of("Allow")),
                    Map.entry("volumeMode", Set.of("Filesystem")),
                    Map.entry("wildcardPolicy", Set.of("None")),
                    Map.entry("weight", Set.of("100")),
                    Map.entry("nodeTaintsPolicy", Set.of("Ignore")),
                    Map.entry("nodeAffinityPolicy", Set.of("Honor")));

    private static final Set<String> EMPTY_IS_DEFAULT =
            Set.of("securityContext", "resources", "strategy", "metadata", "emptyDir");

    private ApiDefaults() {}

    /** Whether an observed field that the manifest omits has its API server default. */
    static boolean isDefault(String path, String field, JsonNode value, JsonNode manifest) {
        if (value.isContainerNode() && value.isEmpty()) {
            return EMPTY_IS_DEFAULT.contains(field);
        }
        if (field.equals("serviceAccount")) {
            return value.equals(manifest.path("serviceAccountName"));
        }
        if (field.equals("ports") || path.endsWith("/metadata/annotations")) {
            return false;
        }
        return BY_FIELD.getOrDefault(field, Set.of())
                .contains(value.isTextual() ? value.textValue() : value.toString());
    }
}
