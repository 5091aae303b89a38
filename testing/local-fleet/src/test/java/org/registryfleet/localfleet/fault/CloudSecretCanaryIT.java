package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.registryfleet.simulatedcloud.call.CloudRefusals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials of every provider, used with success and refused by a provider that quotes them,
 * appear nowhere outside their cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudSecretCanaryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MINTED = "installer-cloud-credentials";
    private static final String USERS = "image-registry-private-configuration-user";
    private static final String SUFFIX = "Canary5D1E8";
    private static final List<String> REFUSED =
            List.of("aws-refused", "gcp-refused", "azure-refused", "ibm-refused");
    private static final List<String> SERVED =
            List.of("aws-minted", "s3-user", "gcp-minted", "azure-minted", "swift-user", "ibm-key");
    private static final List<String> LOOKED_AT = List.of("azure-key", "swift-credential");

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private FaultLab lab;
    private Aviary aviary;

    @BeforeAll
    void liveWithCredentials() {
        var lines = Aviary.listen();
        lab =
                FaultLab.withServices(
                        (cluster, host) ->
                                cloud.has(cluster)
                                        ? Optional.of(cloud.address(cluster))
                                        : PipelineSettings.nowhere().of(cluster, host));
        aviary = Aviary.of(lab, canaries(), lines);
        minted();
        users();
        for (var cluster : SERVED) {
            await(cluster).atMost(PATIENCE).until(() -> hasBucket(cloud.space(cluster)));
        }
        for (var cluster : REFUSED) {
            await(cluster).atMost(PATIENCE).until(() -> saysStorage(cluster));
        }
        for (var cluster : LOOKED_AT) {
            await(cluster).atMost(PATIENCE).until(() -> !cloud.space(cluster).calls().isEmpty());
            await(cluster).atMost(PATIENCE).until(() -> saysStorage(cluster));
        }
    }

    @AfterAll
    void stop() {
        lab.close();
        cloud.close();
    }

    @Test
    void quotedCredentialsAreReplacedBeforeAnybodyReadsThem() {
        for (var cluster : List.of("gcp-refused", "azure-refused", "ibm-refused")) {
            var config = lab.clusterNamed(cluster).get(FaultLab.CONFIG).orElseThrow();
            assertThat(config.at("/status/conditions").toString())
                    .as(cluster)
                    .containsAnyOf("***", "(message withheld)");
        }
    }

    @Test
    void credentialsStayOutOfTheLog() {
        aviary.assertThatTheLogIsSilent("StorageExists");
    }

    @Test
    void credentialsStayOutOfExports(@TempDir Path folder) throws IOException {
        aviary.assertThatExportsAreSilent(folder.resolve("bundle"), "StorageExists");
    }

    @Test
    void credentialsStayOutOfLogLines() {
        aviary.assertThatLogLinesAreSilent();
    }

    @Test
    void credentialsStayOutOfMetricsAndPages() {
        var clusters = new ArrayList<>(SERVED);
        clusters.addAll(REFUSED);
        clusters.addAll(LOOKED_AT);
        aviary.assertThatPagesAreSilent(clusters);
    }

    /** The canary of a cluster. */
    private static String canary(String cluster) {
        return cluster.replace("-", "") + SUFFIX;
    }

    private static List<String> canaries() {
        var canaries = new ArrayList<String>();
        SERVED.forEach(cluster -> canaries.add(canary(cluster)));
        REFUSED.forEach(cluster -> canaries.add(canary(cluster)));
        LOOKED_AT.forEach(cluster -> canaries.add(canary(cluster)));
        canaries.add(CloudCredentials.PRIVATE_KEY.substring(100, 160));
        // what IBM Cloud makes up for the registry
        canaries.add("hmac-secret-of-");
        return canaries;
    }

    private void minted() {
        for (var state : new String[] {"minted", "refused"}) {
            var aws = "aws-" + state;
            secret(
                    cluster(aws, DemoPlatform.AWS),
                    MINTED,
                    Map.of("aws_access_key_id", "id", "aws_secret_access_key", canary(aws)));
            var gcp = "gcp-" + state;
            var keyFile = Map.of("service_account.json", CloudCredentials.keyFile(canary(gcp)));
            secret(cluster(gcp, DemoPlatform.GCP), MINTED, keyFile);
            var azure = "azure-" + state;
            secret(
                    cluster(azure, DemoPlatform.AZURE),
                    MINTED,
                    CloudCredentials.principal(canary(azure)));
        }
        ibm("ibm-refused");
        for (var cluster : REFUSED) {
            var space = cloud.space(cluster);
            // a provider that quotes what it refuses
            space.s3().refuse(CloudRefusals.ALL, 403, canary(cluster));
            space.gcs().refusals().refuse("buckets.insert", 403, canary(cluster));
            space.azure().refusals().refuse("token", 401, canary(cluster));
            space.ibm().refusals().refuse("token", 400, canary(cluster));
        }
        SERVED.stream().filter(id -> id.endsWith("minted")).forEach(lab::register);
        REFUSED.forEach(lab::register);
    }

    private void users() {
        var s3 = cluster("s3-user", DemoPlatform.VSPHERE);
        secret(
                s3,
                USERS,
                Map.of(
                        "REGISTRY_STORAGE_S3_ACCESSKEY",
                        "id",
                        "REGISTRY_STORAGE_S3_SECRETKEY",
                        canary("s3-user")));
        configure(s3, "{'s3':{'region':'r','regionEndpoint':'http://s3.stub.test'}}");
        var swift = cluster("swift-user", DemoPlatform.VSPHERE);
        secret(
                swift,
                USERS,
                Map.of(
                        "REGISTRY_STORAGE_SWIFT_USERNAME",
                        "u",
                        "REGISTRY_STORAGE_SWIFT_PASSWORD",
                        canary("swift-user")));
        configure(swift, swift("made"));
        var credential = cluster("swift-credential", DemoPlatform.VSPHERE);
        cloud.space("swift-credential")
                .swift()
                .refusals()
                .refuse("token", 401, canary("swift-credential"));
        secret(
                credential,
                USERS,
                Map.of(
                        "REGISTRY_STORAGE_SWIFT_APPLICATIONCREDENTIALID",
                        "id",
                        "REGISTRY_STORAGE_SWIFT_APPLICATIONCREDENTIALNAME",
                        "name",
                        "REGISTRY_STORAGE_SWIFT_APPLICATIONCREDENTIALSECRET",
                        canary("swift-credential")));
        configure(credential, swift("refused"));
        var key = cluster("azure-key", DemoPlatform.AZURE);
        secret(
                key,
                USERS,
                Map.of(
                        "REGISTRY_STORAGE_AZURE_ACCOUNTKEY",
                        Base64.getEncoder()
                                .encodeToString(
                                        canary("azure-key")
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8))));
        configure(key, "{'azure':{'accountName':'acct','container':'reg'}}");
        configure(ibm("ibm-key"), "{'ibmcos':{'resourceGroupName':'test-rg'}}");
    }

    private SimulatedCluster ibm(String id) {
        var cluster = cluster(id, DemoPlatform.IBM_CLOUD);
        secret(cluster, MINTED, Map.of("ibmcloud_api_key", canary(id)));
        return cluster;
    }

    private static String swift(String container) {
        return "{'swift':{'authURL':'http://keystone.stub.test/v3','domain':'Default','tenant':'p','regionName':'RegionOne','container':'%s'}}"
                .formatted(container);
    }

    private SimulatedCluster cluster(String id, DemoPlatform platform) {
        cloud.space(id);
        return lab.cluster(id, platform);
    }

    private void configure(SimulatedCluster cluster, String storage) {
        lab.register(cluster);
        await(cluster.id()).atMost(PATIENCE).until(() -> cluster.get(FaultLab.CONFIG).isPresent());
        FaultLab.edit(cluster, "{'managementState':'Managed','storage':%s}".formatted(storage));
    }

    private static void secret(SimulatedCluster cluster, String name, Map<String, String> values) {
        var secret = JsonNodeFactory.instance.objectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", name).put("namespace", FaultLab.REGISTRY);
        values.forEach(secret.putObject("stringData")::put);
        cluster.apply(secret);
    }

    private static boolean hasBucket(CloudSpace space) {
        return !space.s3().names().isEmpty()
                || !space.gcs().names().isEmpty()
                || !space.swift().names().isEmpty()
                || !space.ibm().buckets().names().isEmpty()
                || space.azure().names().stream()
                        .anyMatch(
                                account ->
                                        !space.azure()
                                                .find(account)
                                                .orElseThrow()
                                                .containers()
                                                .isEmpty());
    }

    /** Its Config tells how its storage is. */
    private boolean saysStorage(String cluster) {
        return lab.clusterNamed(cluster)
                .get(FaultLab.CONFIG)
                .filter(
                        config ->
                                config.at("/status/conditions")
                                        .toString()
                                        .contains("StorageExists"))
                .isPresent();
    }
}
