package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.io.IOException;
import java.nio.file.Path;

class StorageCommandTest {

    private static final String REMOVED =
            "{managementState: Removed, replicas: 1, rolloutStrategy: RollingUpdate, storage: {}}";
    private static final String EMPTY_DIR =
            "{managementState: Managed, replicas: 2, rolloutStrategy: RollingUpdate, storage: {managementState: Managed, emptyDir: {}}}";
    private static final SimulatedObjectRef OWN_CLAIM =
            SimulatedObjectRef.of(
                    "v1",
                    "PersistentVolumeClaim",
                    "openshift-image-registry",
                    "image-registry-storage");

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
    void setsAnEmptyClaimWithoutAQuestionWhereNothingIsStored() {
        cluster.config(REMOVED);

        var result = cli.run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(cluster.spec().at("/storage/pvc/claim").asText("none")).isEmpty();
        assertThat(cli.questions()).isEmpty();
        assertThat(result.out())
                .contains("regfleet registry manage c1", "NFS server of RHEL", "100Gi");
    }

    @Test
    void showsTheImpactAndAsksBeforeItTakesStorageAway() {
        cluster.config(EMPTY_DIR);

        var result = cli.answering(true).run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "Images are not copied",
                        "What the pods hold is lost",
                        "one after the other");
        assertThat(cli.questions()).hasSize(1);
        assertThat(cluster.spec().path("storage").has("emptyDir")).isFalse();
        assertThat(cluster.spec().at("/storage/pvc").isObject()).isTrue();
    }

    @Test
    void namesTheStoragesThatThereAre() {
        var result = cli.run("storage", "set", "c1", "PVCs");

        assertThat(result.exitStatus()).isEqualTo(2);
        assertThat(result.err()).contains("expected one of pvc, block, empty-dir, but was 'PVCs'");
        assertThat(cli.run("storage", "set", "--help").out())
                .contains("One of pvc, block, empty-dir.");
    }

    @Test
    void writesNothingWhenTheAnswerIsNo() {
        cluster.config(EMPTY_DIR);

        var result = cli.answering(false).run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void refusesWithoutATerminalAndWithoutYes() {
        cluster.config(EMPTY_DIR);

        var result = cli.run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("--yes");
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void yesNeedsNoTerminal() {
        cluster.config(EMPTY_DIR);

        assertThat(cli.run("storage", "set", "c1", "pvc", "--yes").exitStatus()).isZero();
        assertThat(cluster.spec().at("/storage/pvc").isObject()).isTrue();
        assertThat(cli.questions()).isEmpty();
    }

    @Test
    void dryRunWritesNothingAndPrintsPatchAndReason() throws IOException {
        cluster.config(EMPTY_DIR);

        var result = cli.run("storage", "set", "c1", "block", "--dry-run", "--output", "json");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("reason").asText()).contains("one node at a time");
        assertThat(json.at("/writes/0/verb").asText()).isEqualTo("create");
        assertThat(json.at("/writes/1/body/spec/replicas").asInt()).isEqualTo(1);
        assertThat(json.at("/writes/1/body/metadata/resourceVersion").asText()).isNotEmpty();
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void blockStorageGetsRecreateOneReplicaAndAClaimOf100Gi() {
        cluster.config(EMPTY_DIR);

        var result = cli.run("storage", "set", "c1", "block", "-y");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        var claim = cluster.cluster().get(OWN_CLAIM).orElseThrow();
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
        assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("100Gi");
        assertThat(cluster.spec().path("rolloutStrategy").asText()).isEqualTo("Recreate");
        assertThat(cluster.spec().path("replicas").asInt()).isEqualTo(1);
        assertThat(cluster.spec().at("/storage/pvc/claim").asText())
                .isEqualTo("image-registry-storage");
        assertThat(result.out())
                .contains("not highly available", "cannot be reached while its pod is replaced");
    }

    @Test
    void blockStorageKeepsAClaimThatExists() {
        cluster.config(EMPTY_DIR).claim("disk", "ReadWriteOnce");

        var result = cli.run("storage", "set", "c1", "block", "--claim", "disk", "-y");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(cluster.cluster().get(OWN_CLAIM)).isEmpty();
        assertThat(cluster.spec().at("/storage/pvc/claim").asText()).isEqualTo("disk");
    }

    @Test
    void refusesAClaimThatDoesNotExist() {
        cluster.config(REMOVED);

        var result = cli.run("storage", "set", "c1", "pvc", "--claim", "nowhere", "-y");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("nowhere does not exist", "openshift-image-registry");
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void refusesReadWriteOnceWithTwoReplicas() {
        cluster.config(EMPTY_DIR).claim("disk", "ReadWriteOnce");

        var result = cli.run("storage", "set", "c1", "pvc", "--claim", "disk", "-y");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err())
                .contains(
                        "ReadWriteOnce",
                        "replicas is 2",
                        "regfleet storage set c1 block --claim disk");
    }

    @Test
    void refusesAClaimOfABlockOnlyDefaultClass() {
        cluster.config(REMOVED)
                .with(
                        "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: thin, annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}}, provisioner: kubernetes.io/vsphere-volume}");

        var result = cli.run("storage", "set", "c1", "pvc", "-y");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err())
                .contains("thin", "only ReadWriteOnce", "regfleet storage set c1 block");
    }

    @Test
    void emptyDirSaysThatEveryRestartLosesTheImages() {
        cluster.config(REMOVED);

        var result = cli.run("storage", "set", "c1", "empty-dir", "--yes");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("All images are lost whenever a pod");
        assertThat(cluster.spec().at("/storage/emptyDir").isObject()).isTrue();
    }

    @Test
    void warnsOnASingleNode() {
        cluster.config(REMOVED).with("{apiVersion: v1, kind: Node, metadata: {name: only}}");

        assertThat(cli.run("storage", "set", "c1", "pvc").out()).contains("single node");
    }

    @Test
    void saysWhoOwnsTheOldClaim() {
        cluster.config(
                        "{managementState: Managed, replicas: 1, rolloutStrategy: Recreate, storage: {pvc: {claim: mine}}}")
                .claim("mine", "ReadWriteMany");

        var result = cli.run("storage", "set", "c1", "empty-dir", "-y");

        assertThat(result.out()).contains("The claim mine (yours) stays", "oc delete pvc mine");
        assertThat(cluster.spec().path("storage").has("pvc")).isFalse();
    }

    @Test
    void refusesACredentialOfNobody() {
        var result = cli.run("storage", "set", "unknown", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("no cluster \"unknown\"", "it has c1");
    }

    @Test
    void reachesAClusterByItsKubeconfigWithoutTheFleet() {
        cluster.config(REMOVED);

        var result =
                new CommandLineRun(folder).run("storage", "set", "c1", "pvc", "--kubeconfig", "c1");

        assertThat(result.exitStatus()).as(result.err()).isZero();
    }

    @Test
    void tellsAnUnreachableClusterFromARefusal() {
        cluster.close();

        var result = cli.run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("c1");
    }

    @Test
    void wantsAConfig() {
        var result = cli.run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("no Config", "regfleet diagnose c1");
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(cli.run("storage", "set", "c1", "tape").exitStatus()).isEqualTo(2);
        assertThat(cli.run("storage", "set").exitStatus()).isEqualTo(2);
        assertThat(cli.run("nothing").exitStatus()).isEqualTo(2);
    }
}
