package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.fleetpolicy.assignment.AssignedField;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

class StorageCommandTest {

    private static final String REMOVED =
            "{managementState: Removed, replicas: 1, rolloutStrategy: RollingUpdate, storage: {}}";
    private static final String EMPTY_DIR =
            "{managementState: Managed, replicas: 2, rolloutStrategy: RollingUpdate, storage: {managementState: Managed, emptyDir: {}}}";
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
        assertThat(cli.asked("storage").at("/pvc/claim").asText("none")).isEmpty();
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
        assertThat(result.out()).contains("emptyDir: null");
        assertThat(cli.asked("storage").path("pvc").isObject()).isTrue();
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
        assertThat(cli.requests()).isEmpty();
    }

    @Test
    void refusesWithoutATerminalAndWithoutYes() {
        cluster.config(EMPTY_DIR);

        var result = cli.run("storage", "set", "c1", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("--yes");
        assertThat(cli.requests()).isEmpty();
    }

    @Test
    void yesNeedsNoTerminal() {
        cluster.config(EMPTY_DIR);

        assertThat(cli.run("storage", "set", "c1", "pvc", "--yes").exitStatus()).isZero();
        assertThat(cli.asked("storage").path("pvc").isObject()).isTrue();
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
        assertThat(json.path("configGeneration").asInt()).isEqualTo(1);
        assertThat(cli.requests()).isEmpty();
    }

    @Test
    void blockStorageGetsRecreateOneReplicaAndAClaimOf100Gi() {
        cluster.config(EMPTY_DIR);

        var result = cli.run("storage", "set", "c1", "block", "-y");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        var claim = claim();
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
        assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("100Gi");
        assertThat(cli.asked("rolloutStrategy").asText()).isEqualTo("Recreate");
        assertThat(cli.asked("replicas").asInt()).isEqualTo(1);
        assertThat(cli.asked("storage").at("/pvc/claim").asText())
                .isEqualTo("image-registry-storage");
        assertThat(result.out())
                .contains("not highly available", "cannot be reached while its pod is replaced");
    }

    @Test
    void blockStorageKeepsAClaimThatExists() {
        cluster.config(EMPTY_DIR).claim("disk", "ReadWriteOnce");

        var result = cli.run("storage", "set", "c1", "block", "--claim", "disk", "-y");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(cli.requests().getFirst().fields()).allMatch(field -> field.claim() == null);
        assertThat(cli.asked("storage").at("/pvc/claim").asText()).isEqualTo("disk");
    }

    @Test
    void refusesAClaimThatDoesNotExist() {
        cluster.config(REMOVED);

        var result = cli.run("storage", "set", "c1", "pvc", "--claim", "nowhere", "-y");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("nowhere does not exist", "openshift-image-registry");
        assertThat(cli.requests()).isEmpty();
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
    void namesTheClassThatWouldDo() {
        cluster.config(REMOVED)
                .with(
                        "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: rbd, annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}}, provisioner: openshift-storage.rbd.csi.ceph.com}")
                .with(
                        "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: cephfs}, provisioner: openshift-storage.cephfs.csi.ceph.com}");

        assertThat(cli.run("storage", "set", "c1", "pvc", "-y").err())
                .contains("a ReadWriteMany claim of 100Gi of the storage class cephfs");
    }

    @Test
    void emptyDirSaysThatEveryRestartLosesTheImages() {
        cluster.config(REMOVED);

        var result = cli.run("storage", "set", "c1", "empty-dir", "--yes");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("All images are lost whenever a pod");
        assertThat(cli.asked("storage").path("emptyDir").isObject()).isTrue();
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
        assertThat(result.out()).contains("pvc: null");
    }

    @Test
    void refusesACredentialOfNobody() {
        var result = cli.run("storage", "set", "unknown", "pvc");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("no cluster \"unknown\"", "it has c1");
    }

    @Test
    void writesToNoClusterOutsideTheFleet() {
        cluster.config(REMOVED);
        var stranger = new CommandLineRun(folder);

        var shown = stranger.run("storage", "set", "c1", "pvc", "--kubeconfig", "c1", "--dry-run");
        var asked = stranger.run("storage", "set", "c1", "pvc", "--kubeconfig", "c1");

        assertThat(shown.exitStatus()).as(shown.err()).isZero();
        assertThat(asked.exitStatus()).isEqualTo(3);
        assertThat(asked.err()).contains("no cluster \"c1\" is in the fleet");
        assertThat(stranger.requests()).isEmpty();
        assertThat(cluster.writes()).isZero();
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

    private JsonNode claim() {
        return cli.requests().getLast().fields().stream()
                .map(AssignedField::claim)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
