package org.registryfleet.localfleet.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.RegistrationCommands;

/** One cluster that people have registered under two names, without any source. */
class TwoNamesIT {

    private final HubLab lab = new HubLab();
    private final RegistrationCommands people =
            new RegistrationCommands(lab.access(), "registry-fleet/test/alice");

    @AfterEach
    void close() {
        people.close();
        lab.close();
    }

    @Test
    void writesToTheFirstNameOnlyAndGoesOnWithTheSecondWhenTheFirstLeaves() {
        lab.member("m");
        lab.kubeconfig("one", "m");
        lab.kubeconfig("two", "m");
        people.register(registration("one"));
        awaitUid("one");

        people.register(registration("two"));
        lab.awaitAdmission("two", Admission.PROBING);

        assertThat(lab.registrations.get("two").getAdmissionReason()).isEqualTo("Duplicate of one");
        assertThat(lab.registrations.get("one").getAdmission()).isEqualTo(Admission.ADMITTED);

        // what somebody says anew of the second name stays, but does not admit it
        var paused = ClusterRegistration.newBuilder(registration("two")).setPaused(true).build();
        people.register(paused);
        await().atMost(HubLab.PATIENCE)
                .until(
                        () ->
                                lab.registrations.get("two").getPaused()
                                        && lab.registrations.get("two").getAdmission()
                                                == Admission.PROBING);

        lab.restartInventory();
        people.deregister("one");
        lab.awaitAdmission("two", Admission.ADMITTED);
        assertThat(lab.registrations.get("two").getAdmissionReason()).isEmpty();
        assertThat(lab.registrations.get("two").getPaused()).isTrue();
    }

    @Test
    void neverAdmitsBothOfTwoNamesThatNobodyHasChecked() {
        lab.member("m");
        lab.member("n");
        lab.kubeconfig("one", "m");
        lab.kubeconfig("two", "m");
        lab.kubeconfig("other", "n");
        people.register(RegistrationCommands.unidentified(registration("one")));
        people.register(RegistrationCommands.unidentified(registration("two")));

        await().atMost(HubLab.PATIENCE).until(() -> !lab.everAdmitted().isEmpty() && isAnyHeld());
        var first = lab.everAdmitted().getFirst();
        var second = first.getCluster().equals("one") ? "two" : "one";
        assertThat(lab.everAdmitted())
                .extracting(ClusterRegistration::getCluster)
                .containsOnly(first.getCluster());
        assertThat(lab.registrations.get(second).getAdmissionReason())
                .isEqualTo("Duplicate of " + first.getCluster());

        // what is known of the cluster behind the old credential admits nothing behind a new one
        var moved = ClusterRegistration.newBuilder(registration(first.getCluster()));
        people.register(
                RegistrationCommands.unidentified(moved.setCredential("kubeconfig:other").build()));
        lab.awaitAdmission(second, Admission.ADMITTED);
        lab.awaitAdmission(first.getCluster(), Admission.ADMITTED);

        assertThat(lab.everAdmitted())
                .filteredOn(one -> one.getCredential().equals("kubeconfig:other"))
                .isNotEmpty()
                .noneMatch(one -> one.getClusterUid().equals(first.getClusterUid()));
    }

    private boolean isAnyHeld() {
        return lab.registrations.values().stream()
                .anyMatch(one -> RegistrationCommands.isDuplicate(one.getAdmissionReason()));
    }

    private void awaitUid(String cluster) {
        await().atMost(HubLab.PATIENCE)
                .until(
                        () ->
                                lab.registrations.containsKey(cluster)
                                        && !lab.registrations
                                                .get(cluster)
                                                .getClusterUid()
                                                .isEmpty());
    }

    private static ClusterRegistration registration(String cluster) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setCredential("kubeconfig:" + cluster)
                .build();
    }
}
