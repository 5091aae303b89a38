package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;

import java.nio.file.Path;

class DiagnoseCommandTest {

    @TempDir private Path folder;

    @Test
    void findsARemovedRegistry() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.config("{managementState: Removed, replicas: 1, storage: {}}");

            var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out())
                    .contains(
                            "Is there a registry Deployment? no",
                            "Finding: The registry is Removed",
                            "Next:    regfleet storage set c1 pvc");
        }
    }

    @Test
    void advisesTheStorageThatTheClusterCanMake() {
        try (var cluster = new ClusterUnderTest(folder)) {
            cluster.config(
                    "{managementState: Removed, replicas: 2, rolloutStrategy: RollingUpdate, storage: {}}");
            cluster.with(
                    "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: thin, annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}}, provisioner: kubernetes.io/vsphere-volume}");

            var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

            assertThat(result.out()).contains("Next:    regfleet storage set c1 block");
        }
    }

    @Test
    void findsMissingKinds() {
        var profile = ClusterProfile.empty().withoutGroups("imageregistry.operator.openshift.io");
        try (var _ = new ClusterUnderTest(folder, profile)) {
            var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

            assertThat(result.out()).contains("CustomResourceDefinitions");
        }
    }

    @Test
    void findsAnAbsentConfig() {
        try (var _ = new ClusterUnderTest(folder)) {
            var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

            assertThat(result.out())
                    .contains("Is there a Config? no", "The fleet has made no Config");
        }
    }

    @Test
    void findsARefusedCredential() {
        var profile =
                ClusterProfile.empty()
                        .withSettings(ServerSettings.DEFAULT.withToken("secret-token"));
        try (var cluster = new ClusterUnderTest(folder, profile)) {
            ClusterUnderTest.write(
                    folder.resolve("c1"),
                    cluster.cluster().kubeconfig().replace("secret-token", "outdated"));

            var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.out()).contains("credential").doesNotContain("outdated");
        }
    }

    @Test
    void findsAClusterThatIsNotInTheFleet() {
        var result = new CommandLineRun(folder).run("diagnose", "c1", "-o", "json");

        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.out()).contains("\"nextStep\" : \"regfleet clusters add c1\"");
    }

    @Test
    void findsLostContact() {
        new ClusterUnderTest(folder).close();

        var result = new CommandLineRun(folder).registered("c1").run("diagnose", "c1");

        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.out()).contains("cannot be reached");
    }
}
