package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a server makes of the built-in kinds that this project writes: generation, status, defaults
 * and refusals.
 */
abstract class KindConformance {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String DEPLOYMENT =
            """
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  serviceAccountName: runner
                  volumes: [{name: v, secret: {secretName: s}}]
                  containers:
                  - {name: c, image: 'web:latest', ports: [{containerPort: 80}], resources: {requests: {cpu: '0.5', memory: 1024Mi}}}
            """;

    private Api api;
    private String in;

    /** A client of the server under test. */
    abstract Api server();

    @BeforeEach
    void makeNamespace() {
        api = server();
        var namespace = "kinds-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        in = "/namespaces/" + namespace;
        assertThat(api.post("/api/v1/namespaces", "{metadata: {name: " + namespace + "}}").code())
                .isEqualTo(201);
    }

    private String deployments() {
        return "/apis/apps/v1" + in + "/deployments";
    }

    private static long generation(Api.Reply reply) {
        return reply.body().path("metadata").path("generation").asLong();
    }

    @Test
    void countsChangesOfTheSpecOnly() {
        assertThat(generation(api.post(deployments(), DEPLOYMENT))).isEqualTo(1);
        var web = deployments() + "/web";

        assertThat(generation(api.merge(web, "{metadata: {labels: {x: y}}}"))).isEqualTo(1);
        assertThat(generation(api.merge(web + "/status", "{status: {replicas: 1}}"))).isEqualTo(1);
        assertThat(generation(api.merge(web, "{spec: {replicas: 3}}"))).isEqualTo(2);
        assertThat(generation(api.merge(web, "{spec: {replicas: 3}}"))).isEqualTo(2);
        assertThat(generation(api.merge(web, "{metadata: {annotations: {x: y}}}"))).isEqualTo(3);
        var marked = api.delete(web, "{propagationPolicy: Foreground}");
        assertThat(generation(marked)).isEqualTo(4);
    }

    @Test
    void keepsStatusAndSpecApart() {
        var made = api.post(deployments(), DEPLOYMENT + "status: {replicas: 7}\n");
        var web = deployments() + "/web";

        assertThat(made.body().path("status").has("replicas")).isFalse();
        api.merge(web + "/status", "{status: {replicas: 2}, spec: {replicas: 9}}");
        var patched = api.merge(web, "{status: {replicas: 5}, spec: {replicas: 3}}");
        assertThat(patched.body().path("spec").path("replicas").asInt()).isEqualTo(3);
        assertThat(patched.body().path("status").path("replicas").asInt()).isEqualTo(2);
        assertThat(api.get(web + "/status").body()).isEqualTo(api.get(web).body());
        assertThat(api.get("/api/v1" + in + "/configmaps/x/status").code()).isEqualTo(404);
    }

    @Test
    void fillsInDeployments() {
        var spec = api.post(deployments(), DEPLOYMENT).body().path("spec");

        assertThat(spec.path("replicas").asInt()).isEqualTo(1);
        assertThat(spec.path("revisionHistoryLimit").asInt()).isEqualTo(10);
        assertThat(spec.path("progressDeadlineSeconds").asInt()).isEqualTo(600);
        assertThat(spec.path("strategy"))
                .isEqualTo(
                        Api.yaml(
                                "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 25%, maxSurge: 25%}}"));
        var pod = spec.path("template").path("spec");
        assertThat(pod.path("restartPolicy").asText()).isEqualTo("Always");
        assertThat(pod.path("serviceAccount").asText()).isEqualTo("runner");
        assertThat(pod.path("schedulerName").asText()).isEqualTo("default-scheduler");
        assertThat(pod.path("securityContext")).isEqualTo(Api.yaml("{}"));
        assertThat(pod.path("volumes").path(0).path("secret").path("defaultMode").asInt())
                .isEqualTo(420);
        var container = pod.path("containers").path(0);
        assertThat(container.path("imagePullPolicy").asText()).isEqualTo("Always");
        assertThat(container.path("terminationMessagePolicy").asText()).isEqualTo("File");
        assertThat(container.path("ports").path(0).path("protocol").asText()).isEqualTo("TCP");
        assertThat(container.path("resources").path("requests"))
                .isEqualTo(Api.yaml("{cpu: 500m, memory: 1Gi}"));
    }

    @Test
    void refusesBadDeployments() {
        api.post(deployments(), DEPLOYMENT);
        var web = deployments() + "/web";

        var negative = api.merge(web, "{spec: {strategy: {rollingUpdate: {maxUnavailable: -1}}}}");
        assertThat(negative.code()).isEqualTo(422);
        assertThat(negative.reason()).isEqualTo("Invalid");
        assertThat(negative.message())
                .isEqualTo(
                        "Deployment.apps \"web\" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid"
                                + " value: -1: must be greater than or equal to 0");
        assertThat(negative.body().path("details").path("causes").path(0).path("field").asText())
                .isEqualTo("spec.strategy.rollingUpdate.maxUnavailable");
        var selector =
                api.merge(
                        web,
                        "{spec: {selector: {matchLabels: {x: y}}, template: {metadata: {labels: {x: y}}}}}");
        assertThat(selector.message())
                .isEqualTo(
                        "Deployment.apps \"web\" is invalid: spec.selector: Invalid value:"
                                + " {\"matchLabels\":{\"app\":\"web\",\"x\":\"y\"}}: field is immutable");
        var mismatch = api.merge(web, "{spec: {template: {metadata: {labels: {app: other}}}}}");
        assertThat(mismatch.message()).contains("`selector` does not match template `labels`");
        var name = api.post(deployments(), DEPLOYMENT.replace("name: web}", "name: Not_Good}"));
        assertThat(name.code()).isEqualTo(422);
        assertThat(name.message())
                .contains("metadata.name: Invalid value: \"Not_Good\": a lowercase RFC 1123");
    }

    @Test
    void foldsTextsOfSecrets() {
        var secrets = "/api/v1" + in + "/secrets";
        var made =
                api.post(
                        secrets,
                        "{metadata: {name: s}, stringData: {a: hello}, data: {b: d29ybGQ=}}");

        assertThat(made.body().has("stringData")).isFalse();
        assertThat(made.body().path("data")).isEqualTo(Api.yaml("{a: aGVsbG8=, b: d29ybGQ=}"));
        assertThat(made.body().path("type").asText()).isEqualTo("Opaque");
        var retyped = api.merge(secrets + "/s", "{type: other}");
        assertThat(retyped.message())
                .contains("type: Invalid value: \"other\": field is immutable");
        var config =
                api.post(secrets, "{metadata: {name: p}, type: kubernetes.io/dockerconfigjson}");
        assertThat(config.code()).isEqualTo(422);
        assertThat(config.message())
                .isEqualTo("Secret \"p\" is invalid: data[.dockerconfigjson]: Required value");
    }

    @Test
    void refusesOneKeyInBothMapsOfAConfigMap() {
        var made =
                api.post(
                        "/api/v1" + in + "/configmaps",
                        "{metadata: {name: m}, data: {k: v}, binaryData: {k: dg==}}");

        assertThat(made.code()).isEqualTo(422);
        assertThat(made.message()).contains("duplicate of key present in binaryData");
    }

    @Test
    void givesServicesTheirAddress() {
        var services = "/api/v1" + in + "/services";
        var spec =
                api.post(
                                services,
                                "{metadata: {name: s}, spec: {selector: {a: b}, ports: [{port: 80}]}}")
                        .body()
                        .path("spec");

        assertThat(spec.path("clusterIP").asText()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        assertThat(spec.path("type").asText()).isEqualTo("ClusterIP");
        assertThat(spec.path("ports"))
                .isEqualTo(Api.yaml("[{port: 80, protocol: TCP, targetPort: 80}]"));
        var replaced =
                api.put(services + "/s", "{metadata: {name: s}, spec: {ports: [{port: 81}]}}");
        assertThat(replaced.body().path("spec").path("clusterIP"))
                .isEqualTo(spec.path("clusterIP"));
        var moved =
                api.merge(services + "/s", "{spec: {clusterIP: 10.0.0.9, clusterIPs: [10.0.0.9]}}");
        assertThat(moved.code()).isEqualTo(422);
        assertThat(api.post(services, "{metadata: {name: t}, spec: {}}").message())
                .contains("spec.ports: Required value");
    }

    @Test
    void keepsClaimsAsTheyAre() {
        var claims = "/api/v1" + in + "/persistentvolumeclaims";
        var body =
                "{metadata: {name: c}, spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 100Gi}}}}";
        var made = api.post(claims, body).body();

        assertThat(made.path("metadata").path("finalizers"))
                .isEqualTo(Api.yaml("[kubernetes.io/pvc-protection]"));
        assertThat(made.path("status").path("phase").asText()).isEqualTo("Pending");
        assertThat(made.path("spec").path("volumeMode").asText()).isEqualTo("Filesystem");
        var changed = api.merge(claims + "/c", "{spec: {accessModes: [ReadWriteOnce]}}");
        assertThat(changed.code()).isEqualTo(422);
        assertThat(changed.message()).contains("spec: Forbidden: spec is immutable after creation");
        var empty = api.post(claims, "{metadata: {name: d}, spec: {}}");
        assertThat(empty.message())
                .contains("spec.accessModes: Required value: at least 1 access mode is required")
                .contains("spec.resources[storage]: Required value");
    }

    @Test
    void keepsTheRoleOfABinding() {
        var bindings = "/apis/rbac.authorization.k8s.io/v1" + in + "/rolebindings";
        var made =
                api.post(
                        bindings,
                        "{metadata: {name: 'system:b'}, roleRef: {kind: Role, name: r},"
                                + " subjects: [{kind: ServiceAccount, name: s, namespace: n}, {kind: User, name: u}]}");

        assertThat(made.code()).isEqualTo(201);
        var group = "rbac.authorization.k8s.io";
        assertThat(made.body().path("roleRef").path("apiGroup").asText()).isEqualTo(group);
        assertThat(made.body().path("subjects").path(0).has("apiGroup")).isFalse();
        assertThat(made.body().path("subjects").path(1).path("apiGroup").asText()).isEqualTo(group);
        var changed = api.merge(bindings + "/system:b", "{roleRef: {name: other}}");
        assertThat(changed.message()).contains("cannot change roleRef");
    }

    @Test
    void fillsInDaemonSetsAndCronJobs() {
        var template =
                "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}";
        var set =
                api.post(
                        "/apis/apps/v1" + in + "/daemonsets",
                        "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, "
                                + template
                                + "}}");
        assertThat(set.body().path("spec").path("updateStrategy"))
                .isEqualTo(
                        Api.yaml(
                                "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 0}}"));
        assertThat(set.body().path("status").path("numberReady").asInt(-1)).isZero();
        assertThat(annotation(set)).isEqualTo("1");
        var next =
                api.merge(
                        "/apis/apps/v1" + in + "/daemonsets/d",
                        "{spec: {template: {spec: {hostNetwork: true}}}}");
        assertThat(annotation(next)).isEqualTo("2");

        var jobs = "/apis/batch/v1" + in + "/cronjobs";
        var job =
                "{metadata: {name: j}, spec: {schedule: '%s', jobTemplate: {spec: {template:"
                        + " {spec: {restartPolicy: Never, containers: [{name: c, image: x}]}}}}}}";
        var spec = api.post(jobs, job.formatted("0 0 * * *")).body().path("spec");
        assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Allow");
        assertThat(spec.path("successfulJobsHistoryLimit").asInt()).isEqualTo(3);
        assertThat(spec.path("failedJobsHistoryLimit").asInt()).isEqualTo(1);
        assertThat(spec.path("jobTemplate").path("spec").has("backoffLimit")).isFalse();
        assertThat(api.merge(jobs + "/j", "{spec: {schedule: every day}}").message())
                .isEqualTo(
                        "CronJob.batch \"j\" is invalid: spec.schedule: Invalid value: \"every day\": expected"
                                + " exactly 5 fields, found 2: [every day]");
    }

    private static String annotation(Api.Reply reply) {
        return reply.body()
                .path("metadata")
                .path("annotations")
                .path("deprecated.daemonset.template.generation")
                .asText();
    }

    @Test
    void dropsEmptyListsAndMapsOfBuiltInKinds() {
        var made =
                api.post(
                        "/api/v1" + in + "/configmaps",
                        "{metadata: {name: m, labels: {}, annotations: null, finalizers: []}, data: {}}");

        JsonNode body = made.body();
        assertThat(body.has("data")).isFalse();
        assertThat(body.path("metadata").has("labels")).isFalse();
        assertThat(body.path("metadata").has("finalizers")).isFalse();
    }
}
