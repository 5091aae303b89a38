package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.fleetpolicy.assignment.Danger.EPHEMERAL_STORAGE;
import static org.registryfleet.fleetpolicy.assignment.Danger.REMOVAL;
import static org.registryfleet.fleetpolicy.assignment.Danger.STORAGE_CHANGE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome.State;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Registration.Ownership;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** What people ask for is written once, as a whole, and only to what they saw. */
class RequestStoryTest {

    private static final String REMOVED =
            "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name: cluster}, spec: {managementState: Removed, replicas: 1, rolloutStrategy: RollingUpdate, storage: {}, observedConfig: null}}";
    private static final String EMPTY_DIR =
            "{managementState: Managed, storage: {managementState: Managed, emptyDir: {}}}";

    @ParameterizedTest
    @EnumSource(
            value = Ownership.class,
            names = {"FULL", "ASSIST"})
    void writesWhatIsAskedForWithOnePatch(Ownership mode) {
        var story = removed(mode);
        int before = story.writes();

        story.ask("r1", "{replicas: 2, rolloutStrategy: Recreate}").settle().assertQuiet();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(story.config().at("/spec/rolloutStrategy").asText()).isEqualTo("Recreate");
        assertThat(story.config().at("/spec/managementState").asText()).isEqualTo("Removed");
        assertThat(story.writes()).isEqualTo(before + 1);
        assertThat(outcome(story)).isEqualTo(State.DONE);
    }

    @Test
    void leavesAnAssistedConfigAloneWhenNobodyAsks() {
        var story = removed(Ownership.ASSIST).patch("{managementState: Managed}").settle();

        assertThat(story.writes()).isZero();
    }

    @Test
    void writesNothingToAClusterThatIsOnlyObserved() {
        var story = removed(Ownership.OBSERVE).ask("r1", "{replicas: 2}").settle();

        assertThat(story.writes()).isZero();
        assertThat(outcome(story)).isEqualTo(State.REFUSED);
        assertThat(request(story).message()).contains("mode assist");
    }

    @Test
    void carriesARequestOutOnceAndLeavesLaterEditsToTheUser() {
        var story = removed(Ownership.FULL).ask("r1", "{replicas: 2}").settle();
        int written = story.writes();

        story.patch("{replicas: 3}").settle().assertQuiet();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(story.writes()).isEqualTo(written);
    }

    @Test
    void refusesARequestAboutAConfigThatSomebodyHasChanged() {
        var story = removed(Ownership.FULL);
        long seen = story.config().at("/metadata/generation").asLong();
        story.patch("{replicas: 3}").settle();
        int before = story.writes();

        story.ask("r1", seen, "{replicas: 2}").settle();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(story.writes()).isEqualTo(before);
        assertThat(request(story).message()).contains("has been changed since", "ask again");
        assertThat(outcome(story)).isEqualTo(State.REFUSED);
    }

    @Test
    void movesFromThePodsDiskToAClaimWithoutAnotherBackend() {
        var story =
                removed(Ownership.FULL)
                        .defaultClass("driver.longhorn.io", "ReadWriteMany")
                        .patch(EMPTY_DIR)
                        .settle()
                        .ask("r1", "{storage: {pvc: {claim: ''}}}", STORAGE_CHANGE)
                        .settle()
                        .assertQuiet();

        assertThat(story.config().at("/spec/storage").has("emptyDir")).isFalse();
        assertThat(story.config().at("/spec/storage/pvc/claim").asText())
                .isEqualTo("image-registry-storage");
        assertThat(story.state().phase()).isEqualTo(StoragePhase.READY);
        assertThat(outcome(story)).isEqualTo(State.DONE);
    }

    @Test
    void wantsADangerToBeAcceptedByName() {
        var story =
                removed(Ownership.FULL)
                        .defaultClass("driver.longhorn.io", "ReadWriteMany")
                        .patch(EMPTY_DIR)
                        .settle();
        int before = story.writes();

        story.ask("r1", "{storage: {pvc: {claim: ''}}}").settle();
        assertThat(request(story).message()).contains("StorageChange");
        story.ask("r2", "{managementState: Removed}", STORAGE_CHANGE).settle();
        assertThat(request(story).message()).contains("Removal");
        assertThat(story.writes()).isEqualTo(before);

        story.ask("r3", "{managementState: Removed}", REMOVAL).settle();
        assertThat(outcome(story)).isEqualTo(State.DONE);
        story.ask("r4", "{storage: {emptyDir: {}}}", STORAGE_CHANGE).settle();
        assertThat(outcome(story)).isEqualTo(State.DONE);
    }

    @Test
    void callsThePodsDiskByItsName() {
        var story = removed(Ownership.FULL);

        story.ask("r1", "{storage: {emptyDir: {}}}").settle();

        assertThat(request(story).message()).contains("EphemeralStorage");
        story.ask("r2", "{storage: {emptyDir: {}}}", EPHEMERAL_STORAGE).settle();
        assertThat(outcome(story)).isEqualTo(State.DONE);
    }

    @Test
    void saysWhyTheApiServerRefused() {
        var story = removed(Ownership.FULL);
        story.refuse(RegistryConfig.REF, "admission: no more than one replica");

        story.ask("r1", "{replicas: 2}").settle().assertQuiet();

        assertThat(outcome(story)).isEqualTo(State.REFUSED);
        assertThat(request(story).message()).isEqualTo("admission: no more than one replica");
        story.allow(RegistryConfig.REF).later(Duration.ofHours(2)).assertQuiet();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhileTheClusterIsPaused() {
        var story = removed(Ownership.FULL);
        story.learn(
                new Event.Registered(
                        new Registration("c1", "", Map.of(), Ownership.FULL, true, Map.of())));

        story.ask("r1", "{replicas: 2}");
        story.settle();

        assertThat(request(story).message()).contains("regfleet clusters resume");
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void givesUpAfterAnHourWithoutContact() {
        var story = removed(Ownership.FULL);
        story.refuse(RegistryConfig.REF, "conflict");
        story.learn(
                new Event.ContactChanged(
                        "s1", new Connectivity(Connectivity.State.LOST, null, "")));

        story.ask("r1", "{replicas: 2}");
        story.settle();
        assertThat(outcome(story)).isEqualTo(State.PENDING);
        assertThat(request(story).message()).contains("contact");

        story.later(Duration.ofMinutes(61)).assertQuiet();
        assertThat(outcome(story)).isEqualTo(State.EXPIRED);
    }

    @Test
    void aLaterRequestTakesThePlaceOfOneThatWaits() {
        var story = removed(Ownership.FULL);
        story.refuse(RegistryConfig.REF, "conflict");
        story.ask("r1", "{replicas: 2}");
        story.settle();
        story.allow(RegistryConfig.REF);

        story.ask("r2", "{replicas: 4}").settle();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(4);
        assertThat(request(story).id()).isEqualTo("r2");
    }

    private static Story removed(Ownership mode) {
        return Story.begin(true).mode(mode).platform("None").apply(REMOVED).settle();
    }

    private static State outcome(Story story) {
        return request(story).state();
    }

    private static RequestOutcome request(Story story) {
        return Objects.requireNonNull(story.state().request());
    }
}
