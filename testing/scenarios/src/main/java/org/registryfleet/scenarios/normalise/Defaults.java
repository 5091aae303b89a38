package org.registryfleet.scenarios.normalise;

import static org.registryfleet.scenarios.normalise.DefaultRule.container;
import static org.registryfleet.scenarios.normalise.DefaultRule.kinds;
import static org.registryfleet.scenarios.normalise.DefaultRule.pod;
import static org.registryfleet.scenarios.normalise.DefaultRule.probe;
import static org.registryfleet.scenarios.normalise.DefaultRule.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of values that an API server or a Go client adds to what somebody has written. A row is
 * kind, place and the value that is removed there. Inner places come before outer ones.
 */
final class Defaults {

    private static final List<DefaultRule> TABLE =
            Stream.of(
                            kinds("Deployment|DaemonSet", "spec/revisionHistoryLimit", "10"),
                            kinds("DaemonSet", "spec/updateStrategy/rollingUpdate/maxSurge", "0"),
                            kinds(
                                    "DaemonSet",
                                    "metadata/annotations/deprecated.daemonset.template.generation",
                                    "*"),
                            pod("restartPolicy", "Always"),
                            pod("dnsPolicy", "ClusterFirst"),
                            pod("schedulerName", "default-scheduler"),
                            pod("serviceAccount", "*"),
                            pod("terminationGracePeriodSeconds", "30"),
                            pod("securityContext", "{}"),
                            container("resources", "{}"),
                            container("terminationMessagePath", "/dev/termination-log"),
                            container("terminationMessagePolicy", "File"),
                            container("imagePullPolicy", "*"),
                            probe("timeoutSeconds", "1"),
                            probe("periodSeconds", "10"),
                            probe("successThreshold", "1"),
                            probe("failureThreshold", "3"),
                            probe("httpGet/scheme", "HTTP"),
                            volume("secret|configMap|projected|downwardAPI/defaultMode", "420"),
                            volume(
                                    "projected/sources[]/serviceAccountToken/expirationSeconds",
                                    "3600"),
                            volume("hostPath/type", ""),
                            kinds("Service", "spec/clusterIP|clusterIPs", "*"),
                            kinds("Service", "spec/internalTrafficPolicy", "Cluster"),
                            kinds("Service", "spec/ipFamilies|ipFamilyPolicy", "*"),
                            kinds("Service", "spec/sessionAffinity", "None"),
                            kinds("Service", "spec/type", "ClusterIP"),
                            kinds("Secret", "type", "Opaque"),
                            kinds("PersistentVolumeClaim", "spec/volumeMode", "Filesystem"),
                            kinds("Route", "spec/wildcardPolicy", "None"),
                            kinds("Route", "spec/to/weight", "100"),
                            kinds("Route", "spec/alternateBackends[]/weight", "100"),
                            kinds("Config", "spec/proxy", "{}"),
                            kinds("Config", "spec/requests/read|write/maxWaitInQueue", "0s"),
                            kinds("Config", "spec/requests/read|write", "{}"),
                            kinds("Config", "spec/requests", "{}"),
                            kinds("Config", "status/generations[]/hash", ""),
                            kinds("ImagePruner", "spec/schedule", ""))
                    .flatMap(List::stream)
                    .toList();

    private Defaults() {}

    static void removeFrom(ObjectNode object) {
        TABLE.forEach(rule -> rule.removeFrom(object));
    }
}
