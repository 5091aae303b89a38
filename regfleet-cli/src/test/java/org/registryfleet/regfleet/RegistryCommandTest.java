package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RegistryCommandTest {

    private static final String OURS =
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: image-registry-storage, namespace: openshift-image-registry, annotations: {imageregistry.openshift.io: \"true\"}}, spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 100Gi}}}}";

    @TempDir private Path folder;
    private ClusterUnderTest cluster;
    private CommandLineRun cli;

    @BeforeEach
    void start() {
        cluster = new ClusterUnderTest(folder);
        cli = new CommandLineRun(folder).registered("c1");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void managesWithoutAQuestionAndPointsAtMissingStorage() {
        cluster.config("{managementState: Removed, replicas: 1, storage: {}}");

        var result = cli.run("registry", "manage", "c1");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(cluster.spec().path("managementState").asText()).isEqualTo("Managed");
        assertThat(result.out())
                .contains("No storage is configured", "regfleet storage set c1 pvc");
    }

    @Test
    void removalSaysThatTheClaimMadeForTheRegistryGoes() {
        cluster.config(
                        "{managementState: Managed, replicas: 1, storage: {managementState: Managed, pvc: {claim: image-registry-storage}}}")
                .with(OURS);

        var result = cli.run("registry", "remove", "c1", "--yes");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("it is deleted with all images");
        assertThat(cluster.spec().path("managementState").asText()).isEqualTo("Removed");
    }

    @Test
    void removalSaysThatAUsersClaimStays() {
        cluster.config(
                        "{managementState: Managed, replicas: 1, storage: {managementState: Unmanaged, pvc: {claim: mine}}}")
                .claim("mine", "ReadWriteMany");

        var result = cli.answering(true).run("registry", "remove", "c1");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("The claim mine is not deleted");
        assertThat(cli.questions()).hasSize(1);
    }

    @Test
    void removalAsks() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        var result = cli.run("registry", "remove", "c1");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void unmanages() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        assertThat(cli.run("registry", "unmanage", "c1").exitStatus()).isZero();
        assertThat(cluster.spec().path("managementState").asText()).isEqualTo("Unmanaged");
    }

    @Test
    void writesNothingWhenTheStateIsThereAlready() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        var result = cli.run("registry", "manage", "c1");

        assertThat(result.exitStatus()).isZero();
        assertThat(result.out()).contains("Managed already");
        assertThat(cluster.writes()).isZero();
    }
}
