package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A secret in every place of a cluster that holds one appears nowhere outside the cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretCanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ID = "aviary";

    private static final String HTTP_SECRET = "canaryHttpSecret7F3A9";
    private static final String STORAGE_KEY = "canaryStorageKey7F3A9";
    private static final String ROUTE_KEY = "canaryRouteKey7F3A9";
    private static final String ROUTE_CERTIFICATE = "canaryRouteCertificate7F3A9";
    private static final String PULL_SECRET = "canaryPullSecret7F3A9";
    private static final String CLUSTER_PROXY = "canaryClusterProxy7F3A9";
    private static final String CONFIG_PROXY = "canaryConfigProxy7F3A9";
    private static final String TOKEN = "canaryToken7F3A9";
    private static final String EDITED = "canaryEdited7F3A9";
    private static final String LAST_APPLIED = "canaryLastApplied7F3A9";
    private static final String CLOUD_PASSWORD = "canaryCloudPassword7F3A9";
    private static final String ENVIRONMENT = "canaryEnvironment7F3A9";
    private static final String NO_SECRET = "own.example.com";
    private static final List<String> CANARIES =
            List.of(
                    HTTP_SECRET,
                    STORAGE_KEY,
                    ROUTE_KEY,
                    ROUTE_CERTIFICATE,
                    PULL_SECRET,
                    CLUSTER_PROXY,
                    CONFIG_PROXY,
                    TOKEN,
                    EDITED,
                    LAST_APPLIED,
                    CLOUD_PASSWORD,
                    ENVIRONMENT);

    private FaultLab lab;
    private Aviary aviary;
    private SimulatedCluster cluster;

    @BeforeAll
    void liveWithSecrets() {
        var lines = Aviary.listen();
        lab = FaultLab.withServices();
        aviary = Aviary.of(lab, CANARIES, lines);
        cluster =
                lab.cluster(
                        ID,
                        ClusterProfile.demo(DemoPlatform.OVIRT, ID),
                        ServerSettings.DEFAULT.withToken(TOKEN));
        plant();
        lab.register(cluster);
        await().atMost(PATIENCE).until(() -> cluster.get(FaultLab.CONFIG).isPresent());
        FaultLab.edit(
                cluster,
                "{'httpSecret':'%s','proxy':{'http':'http://u:%s@proxy.example.com:3128'},'routes':[{'name':'own','hostname':'%s','secretName':'own-tls'}]}"
                        .formatted(HTTP_SECRET, CONFIG_PROXY, NO_SECRET));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(text(FaultLab.DEPLOYMENT))
                                    .contains(HTTP_SECRET, CONFIG_PROXY);
                            assertThat(text(route())).contains(ROUTE_KEY, ROUTE_CERTIFICATE);
                        });
        somebodyEditsWhatHoldsSecrets();
        await().atMost(PATIENCE).until(() -> lab.isSettled(ID, "Available"));
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void secretsStayOutOfTheLog() {
        aviary.assertThatTheLogIsSilent(NO_SECRET);
    }

    @Test
    void secretsStayOutOfExports(@TempDir Path folder) throws IOException {
        aviary.assertThatExportsAreSilent(folder.resolve("bundle"), NO_SECRET);
    }

    @Test
    void secretsStayOutOfLogLines() {
        aviary.assertThatLogLinesAreSilent();
    }

    @Test
    void secretsStayOutOfMetricsAndPages() {
        assertThat(aviary.page("status-reporter", "/api/clusters/" + ID)).contains("hmac:");
        aviary.assertThatPagesAreSilent(List.of(ID));
    }

    private void plant() {
        secret(
                "openshift-config",
                "pull-secret",
                "kubernetes.io/dockerconfigjson",
                ".dockerconfigjson",
                "{\\\"auths\\\":{\\\"quay.io\\\":{\\\"auth\\\":\\\"%s\\\"}}}"
                        .formatted(PULL_SECRET));
        secret(
                FaultLab.REGISTRY,
                "image-registry-private-configuration-user",
                "Opaque",
                "REGISTRY_STORAGE_S3_SECRETKEY",
                STORAGE_KEY);
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'own-tls','namespace':'%s'},'type':'Opaque','stringData':{'tls.key':'%s','tls.crt':'%s'}}"
                                .formatted(FaultLab.REGISTRY, ROUTE_KEY, ROUTE_CERTIFICATE)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'applied','namespace':'%s','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'%s'}},'stringData':{'a':'b'}}"
                                .formatted(FaultLab.REGISTRY, LAST_APPLIED)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cloud-provider-config','namespace':'openshift-config'},'data':{'config':'[Global]\\npassword = %s\\n'}}"
                                .formatted(CLOUD_PASSWORD)));
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'database','namespace':'%s'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i','env':[{'name':'PGPASSWORD','value':'%s'}]}]}}}}"
                                .formatted(FaultLab.REGISTRY, ENVIRONMENT)));
        var proxy = "{'httpProxy':'http://u:%s@proxy.example.com:3128'}".formatted(CLUSTER_PROXY);
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'config.openshift.io/v1','kind':'Proxy','metadata':{'name':'cluster'},'spec':%s,'status':%s}"
                                .formatted(proxy, proxy)));
    }

    private void secret(String namespace, String name, String type, String key, String value) {
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'%s','namespace':'%s'},'type':'%s','stringData':{'%s':'%s'}}"
                                .formatted(name, namespace, type, key, value)));
    }

    /** Drift in secret places is repaired by patches, whose own bodies must be silent too. */
    private void somebodyEditsWhatHoldsSecrets() {
        cluster.patch(route(), FaultLab.json("{'spec':{'tls':{'key':'%s'}}}".formatted(EDITED)));
        var copy =
                SimulatedObjectRef.of(
                        "v1", "Secret", FaultLab.REGISTRY, "installation-pull-secrets");
        cluster.patch(
                copy,
                FaultLab.json(
                        "{'data':{'.dockerconfigjson':'%s'}}"
                                .formatted(Aviary.base64("{\"auths\":{\"" + EDITED + "\":{}}}"))));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(text(route())).contains(ROUTE_KEY).doesNotContain(EDITED);
                            assertThat(text(copy))
                                    .doesNotContain(Aviary.base64("{\"auths\":{\"" + EDITED));
                        });
    }

    private SimulatedObjectRef route() {
        return SimulatedObjectRef.of("route.openshift.io/v1", "Route", FaultLab.REGISTRY, "own");
    }

    private String text(SimulatedObjectRef ref) {
        return cluster.get(ref).map(Object::toString).orElse("");
    }
}
