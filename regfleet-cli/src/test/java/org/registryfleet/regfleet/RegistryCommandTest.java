package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome.State;

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
        assertThat(cli.asked("managementState").asText()).isEqualTo("Managed");
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
        assertThat(cli.asked("managementState").asText()).isEqualTo("Removed");
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
        assertThat(cli.requests()).isEmpty();
    }

    @Test
    void unmanages() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        assertThat(cli.run("registry", "unmanage", "c1").exitStatus()).isZero();
        assertThat(cli.asked("managementState").asText()).isEqualTo("Unmanaged");
    }

    @Test
    void writesNothingWhenTheStateIsThereAlready() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        var result = cli.run("registry", "manage", "c1");

        assertThat(result.exitStatus()).isZero();
        assertThat(result.out()).contains("Managed already");
        assertThat(cli.requests()).isEmpty();
    }

    @Test
    void handsInWhoAsksWhyAndWhichConfigTheySaw() {
        cluster.config("{managementState: Managed, replicas: 1, storage: {emptyDir: {}}}");

        var result = cli.run("registry", "remove", "c1", "-y", "--reason", "end of life");

        assertThat(result.exitStatus()).as(result.err()).isZero();
        assertThat(result.out()).contains("Asked for it as alice.", "Written.");
        var request = cli.requests().getFirst();
        assertThat(request.by()).isEqualTo("alice");
        assertThat(request.reason()).isEqualTo("end of life");
        assertThat(request.seen().configUid()).isNotEmpty();
        assertThat(request.seen().configGeneration()).isEqualTo(1);
        assertThat(request.fields().getFirst().allow()).containsExactly(Danger.REMOVAL);
        assertThat(cluster.writes()).isZero();
    }

    @Test
    void saysWhyTheFleetRefused() {
        cluster.config("{managementState: Removed, replicas: 1, storage: {}}");

        var result =
                cli.fleetSays(State.REFUSED, "the cluster is paused")
                        .run("registry", "manage", "c1");

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.err()).contains("nothing was written", "the cluster is paused");
    }

    @Test
    void tellsASilentFleetFromARefusal() {
        cluster.config("{managementState: Removed, replicas: 1, storage: {}}");

        var result = cli.fleetSays(null, "").run("registry", "manage", "c1");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("not written it yet", "regfleet history c1");
    }
}
