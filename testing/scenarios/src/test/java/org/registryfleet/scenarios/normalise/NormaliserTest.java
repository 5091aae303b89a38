package org.registryfleet.scenarios.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.scenarios.Yaml;

import java.util.Optional;
import java.util.Set;

class NormaliserTest {

    @Test
    void removesWhatTheServerAddsToADeployment() {
        assertNormal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: image-registry
                  namespace: n
                  uid: u
                  resourceVersion: "5"
                  generation: 3
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  deletionTimestamp: "2026-01-01T00:00:00Z"
                  deletionGracePeriodSeconds: 0
                  managedFields: [{manager: x}]
                  finalizers: [foregroundDeletion]
                spec:
                  revisionHistoryLimit: 10
                  progressDeadlineSeconds: 600
                  template:
                    metadata: {creationTimestamp: null, labels: {a: b}}
                    spec:
                      restartPolicy: Always
                      dnsPolicy: ClusterFirst
                      schedulerName: default-scheduler
                      serviceAccountName: registry
                      serviceAccount: registry
                      terminationGracePeriodSeconds: 30
                      securityContext: {}
                      containers:
                      - name: registry
                        imagePullPolicy: Always
                        resources: {}
                        terminationMessagePath: /dev/termination-log
                        terminationMessagePolicy: File
                        ports: [{containerPort: 5000, protocol: TCP}]
                        env: [{name: REGISTRY_HTTP_SECRET, value: abc}, {name: OTHER, value: abc}]
                        livenessProbe:
                          httpGet: {path: /healthz, port: 1, scheme: HTTP}
                          timeoutSeconds: 5
                          periodSeconds: 10
                          successThreshold: 1
                          failureThreshold: 3
                      volumes:
                      - name: a
                        secret: {secretName: s, defaultMode: 420}
                      - name: b
                        projected: {defaultMode: 420, sources: [{serviceAccountToken: {path: p, expirationSeconds: 3600}}]}
                      - name: c
                        hostPath: {path: /x, type: ""}
                status: {replicas: 1}
                """,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: image-registry
                  namespace: n
                  deletionTimestamp: <set>
                  finalizers: [foregroundDeletion]
                spec:
                  progressDeadlineSeconds: 600
                  template:
                    metadata: {labels: {a: b}}
                    spec:
                      serviceAccountName: registry
                      containers:
                      - name: registry
                        ports: [{containerPort: 5000, protocol: TCP}]
                        env: [{name: REGISTRY_HTTP_SECRET, value: <random>}, {name: OTHER, value: abc}]
                        livenessProbe:
                          httpGet: {path: /healthz, port: 1}
                          timeoutSeconds: 5
                      volumes:
                      - name: a
                        secret: {secretName: s}
                      - name: b
                        projected: {sources: [{serviceAccountToken: {path: p}}]}
                      - name: c
                        hostPath: {path: /x}
                """);
    }

    @Test
    void keepsAHttpSecretThatAUserHasChosen() {
        var config =
                Yaml.object(
                        "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata:"
                                + " {name: cluster}, spec: {httpSecret: mine}}");
        var deployment =
                Yaml.object(
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: n},"
                                + " spec: {template: {spec: {containers: [{name: registry, env: [{name:"
                                + " REGISTRY_HTTP_SECRET, value: other}]}]}}}}");

        assertThat(
                        Normaliser.normalise(config, NormalisedGenerations.NONE, Set.of("mine"))
                                .at("/spec/httpSecret")
                                .asText())
                .isEqualTo("mine");
        assertThat(
                        Normaliser.normalise(deployment, NormalisedGenerations.NONE, Set.of("mine"))
                                .at("/spec/template/spec/containers/0/env/0/value")
                                .asText())
                .isEqualTo("<random>");
    }

    @Test
    void bringsAConfigToItsRecordedForm() {
        assertNormal(
                """
                apiVersion: imageregistry.operator.openshift.io/v1
                kind: Config
                metadata: {name: cluster, generation: 4, annotations: {}}
                spec:
                  httpSecret: abc
                  proxy: {}
                  requests: {read: {maxWaitInQueue: 0s}, write: {maxWaitInQueue: 0s, maxRunning: 3}}
                  storage: {gcs: {bucket: test-abcde-image-registry-us-east1-0123456789abcdef, region: us-east1}}
                status:
                  observedGeneration: 3
                  generations:
                  - {group: apps, resource: deployments, namespace: n, name: image-registry, lastGeneration: 9, hash: ""}
                  - {group: apps, resource: daemonsets, namespace: n, name: node-ca, lastGeneration: 5, hash: ""}
                  - {group: apps, resource: daemonsets, namespace: n, name: gone, lastGeneration: 3, hash: ""}
                  conditions:
                  - {type: Progressing, status: "True", lastTransitionTime: x, message: ""}
                  - {type: Available, status: "True", lastTransitionTime: x, reason: R}
                """,
                """
                apiVersion: imageregistry.operator.openshift.io/v1
                kind: Config
                metadata: {name: cluster}
                spec:
                  httpSecret: <random>
                  requests: {write: {maxRunning: 3}}
                  storage: {gcs: {bucket: test-abcde-image-registry-us-east1-<random>, region: us-east1}}
                status:
                  observedGeneration: <stale-generation-1>
                  generations:
                  - {group: apps, resource: daemonsets, namespace: n, name: gone, lastGeneration: <generation>}
                  - {group: apps, resource: daemonsets, namespace: n, name: node-ca, lastGeneration: 5}
                  - {group: apps, resource: deployments, namespace: n, name: image-registry, lastGeneration: <generation>}
                  conditions:
                  - {type: Available, status: "True", reason: R}
                  - {type: Progressing, status: "True"}
                """);
    }

    @Test
    void showsSecretDataDecodedAndHidesGeneratedKeys() {
        assertNormal(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: n}
                type: Opaque
                data:
                  a: Yg==
                  REGISTRY_STORAGE_GCS_KEYFILE: eyJwcml2YXRlX2tleSI6Ii0tLS1cbkFCQ1xuIiwiYSI6ImIifQ==
                """,
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: n}
                stringData:
                  a: b
                  REGISTRY_STORAGE_GCS_KEYFILE: '{"private_key":"<private-key>\\n","a":"b"}'
                """);
    }

    @Test
    void removesDefaultsOfServicesClaimsAndRoutes() {
        assertNormal(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec: {clusterIP: 1.2.3.4, clusterIPs: [1.2.3.4], type: ClusterIP, sessionAffinity: None,
                  internalTrafficPolicy: Cluster, ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: []}
                status: {loadBalancer: {}}
                """,
                """
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec: {ports: []}
                """);
        assertNormal(
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: s, finalizers: [kubernetes.io/pvc-protection]}
                spec: {volumeMode: Filesystem}
                status: {phase: Pending}
                """,
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: s}
                spec: {}
                """);
        assertNormal(
                """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: s}
                spec: {wildcardPolicy: None, to: {kind: Service, name: x, weight: 100}}
                """,
                """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: s}
                spec: {to: {kind: Service, name: x}}
                """);
    }

    @Test
    void keepsValuesThatAreNotTheDefault() {
        var daemonSet =
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: d}
                spec:
                  revisionHistoryLimit: 5
                  updateStrategy: {rollingUpdate: {maxSurge: 1}}
                  template: {spec: {dnsPolicy: Default, terminationGracePeriodSeconds: 55}}
                """;
        assertNormal(daemonSet, daemonSet);
    }

    private static void assertNormal(String observed, String recorded) {
        NormalisedGenerations generations =
                ref ->
                        switch (ref.name()) {
                            case "image-registry" ->
                                    Optional.of(new NormalisedGenerations.Known(9, false));
                            case "gone" -> Optional.of(new NormalisedGenerations.Known(4, true));
                            default -> Optional.empty();
                        };
        assertThat(Normaliser.normalise(Yaml.object(observed), generations))
                .isEqualTo(Yaml.object(recorded));
    }
}
