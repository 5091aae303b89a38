package org.registryfleet.storageprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.fleetpolicy.assignment.Danger.EPHEMERAL_STORAGE;
import static org.registryfleet.fleetpolicy.assignment.Danger.REMOVAL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Source;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict.State;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Registration.Ownership;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.story.Story;

import java.time.Duration;
import java.util.Map;

/** What policies assign is written where it may be, and comes back on demand. */
class PolicyStoryTest {

    private static final String CONFIG =
            "{apiVersion: imageregistry.operator.openshift.io/v1, kind: Config, metadata: {name: cluster}, spec: {managementState: Removed, replicas: 3, rolloutStrategy: RollingUpdate, storage: {}, observedConfig: null}}";
    private static final Source INFORM = new Source("edge", 1, Mode.INFORM, false);
    private static final Source ENFORCE = new Source("edge", 1, Mode.ENFORCE, false);
    private static final Source TAKE_OVER = new Source("edge", 1, Mode.ENFORCE, true);
    private static final Source RESTORE = new Source("edge", 1, Mode.RESTORE, false);
    private static final String FLEET = "registry-fleet-storage-provisioner";

    @Test
    void onlyComparesUnderInform() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();

        story.assign(INFORM, "{replicas: 1}").settle().assertQuiet();

        assertThat(story.writes()).isZero();
        assertThat(verdict(story).state()).isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void writesAnEnforcedFieldOnceAndBringsTheFirstValueBack() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();

        story.assign(ENFORCE, "{replicas: 1}").settle().assertQuiet();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(story.config().at("/spec/managementState").asText()).isEqualTo("Removed");
        assertThat(story.writes()).isEqualTo(1);
        assertThat(verdict(story).state()).isEqualTo(State.COMPLIANT);

        story.assign(new Source("edge", 2, Mode.ENFORCE, false), "{replicas: 2}").settle();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(verdict(story).before()).isEqualTo("3");

        story.assign(new Source("edge", 2, Mode.RESTORE, false), "{replicas: 2}").settle();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(verdict(story).state()).isEqualTo(State.RESTORED);
        story.patch("{replicas: 5}").settle().assertQuiet();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void takesAnAbsentFieldAwayAgain() {
        var story = assisted();

        story.assign(ENFORCE, "{disableRedirect: true}").settle().assertQuiet();
        assertThat(story.config().at("/spec/disableRedirect").asBoolean()).isTrue();

        story.assign(RESTORE, "{disableRedirect: true}").settle().assertQuiet();
        assertThat(story.config().at("/spec").has("disableRedirect")).isFalse();
    }

    @Test
    void undoLeavesWhatSomebodyHasChangedSince() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();
        story.assign(ENFORCE, "{replicas: 1}").settle();

        story.assign(INFORM, "{replicas: 1}").settle();
        story.owned("kubectl-edit", "/spec/replicas").patch("{replicas: 7}").settle();
        story.assign(RESTORE, "{replicas: 1}").settle().assertQuiet();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(7);
        assertThat(verdict(story).message()).contains("changed since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl-edit", ""})
    void leavesAValueThatAPersonHasSetUnlessItTakesOver(String manager) {
        var story = assisted();
        if (!manager.isEmpty()) {
            story.owned(manager, "/spec/replicas").settle();
        }

        story.assign(ENFORCE, "{replicas: 1}").settle().assertQuiet();
        assertThat(story.writes()).isZero();
        assertThat(verdict(story).state()).isEqualTo(State.REFUSED);
        assertThat(verdict(story).message()).contains("whenToTakeOver");

        story.assign(TAKE_OVER, "{replicas: 1}").settle().assertQuiet();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(verdict(story).before()).isEqualTo("3");
    }

    @Test
    void neverTakesAFieldFromAToolOfTheCluster() {
        var story = assisted().owned("argocd-controller", "/spec/replicas").settle();

        story.assign(TAKE_OVER, "{replicas: 1}").settle().assertQuiet();

        assertThat(story.writes()).isZero();
        assertThat(verdict(story).state()).isEqualTo(State.CONTESTED);
        assertThat(verdict(story).message()).contains("argocd-controller");
    }

    @Test
    void writesAgainWhatSomebodyChangesAfterwards() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();
        story.assign(ENFORCE, "{replicas: 1}").settle();

        story.owned("kubectl-edit", "/spec/replicas").patch("{replicas: 4}").settle().assertQuiet();

        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(verdict(story).before()).isEqualTo("3");
    }

    @Test
    void withdrawingWritesNothing() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();
        story.assign(ENFORCE, "{replicas: 1}").settle();
        int written = story.writes();

        story.assign(INFORM, "{}").settle().patch("{replicas: 4}").settle().assertQuiet();

        assertThat(story.writes()).isEqualTo(written);
        assertThat(story.state().policies()).isEmpty();
    }

    @Test
    void wantsADangerToBeAllowedByName() {
        var story = assisted().patch("{managementState: Managed}").settle();

        story.assign(TAKE_OVER, "{managementState: Removed}").settle();
        assertThat(verdict(story).message()).contains("Removal");
        story.assign(TAKE_OVER, "{storage: {emptyDir: {}}}", REMOVAL).settle();
        assertThat(verdict(story).message()).contains("EphemeralStorage");
        assertThat(story.writes()).isZero();

        story.assign(TAKE_OVER, "{storage: {emptyDir: {}}}", EPHEMERAL_STORAGE).settle();
        assertThat(story.config().at("/spec/storage").has("emptyDir")).isTrue();
    }

    @Test
    void isNotWrittenToAClusterThatIsPausedOrOnlyObserved() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();
        story.learn(
                new Event.Registered(
                        new Registration("c1", "", Map.of(), Ownership.ASSIST, true, Map.of())));
        story.assign(ENFORCE, "{replicas: 1}").settle();
        assertThat(verdict(story).message()).contains("paused");

        story.mode(Ownership.OBSERVE).settle();
        assertThat(verdict(story).message()).contains("mode assist");
        assertThat(story.writes()).isZero();
    }

    @Test
    void doesNotRepeatWhatTheApiServerRefuses() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();
        story.refuse(RegistryConfig.REF, "admission: three replicas at least");

        story.assign(ENFORCE, "{replicas: 1}").settle().assertQuiet();
        int written = story.writes();
        assertThat(verdict(story).state()).isEqualTo(State.REFUSED);
        assertThat(verdict(story).message()).contains("three replicas");
        story.later(Duration.ofHours(5)).assertQuiet();
        assertThat(story.writes()).isEqualTo(written);

        story.allow(RegistryConfig.REF).patch("{logLevel: Debug}").settle();
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void aPersonsRequestComesFirst() {
        var story = assisted().owned(FLEET, "/spec/replicas").settle();

        story.assign(ENFORCE, "{replicas: 1}");
        story.ask("r1", "{logLevel: Debug}").settle().assertQuiet();

        assertThat(story.config().at("/spec/logLevel").asText()).isEqualTo("Debug");
        assertThat(story.config().at("/spec/replicas").asInt()).isEqualTo(1);
    }

    private static Story assisted() {
        return Story.begin(true).mode(Ownership.ASSIST).platform("None").apply(CONFIG).settle();
    }

    private static FieldVerdict verdict(Story story) {
        return story.state().policies().getFirst();
    }
}
