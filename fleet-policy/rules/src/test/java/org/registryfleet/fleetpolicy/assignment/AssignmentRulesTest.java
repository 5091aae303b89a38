package org.registryfleet.fleetpolicy.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.NOW;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.REF;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.json;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.owner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Source;
import org.registryfleet.fleetpolicy.assignment.AssignmentRules.Ruling;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict.State;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration.Ownership;

import java.util.List;
import java.util.Set;

/** What becomes of a field that a policy assigns, case by case. */
class AssignmentRulesTest {

    private static final String FLEET = Observed.FLEET + "-storage-provisioner";
    private static final AssignedConfig OWN =
            AssignedConfig.of("{'replicas':3}", owner(FLEET, "replicas"));
    private static final Source INFORM = new Source("edge", 1, Mode.INFORM, false);
    private static final Source ENFORCE = new Source("edge", 1, Mode.ENFORCE, false);
    private static final Source TAKE_OVER = new Source("edge", 1, Mode.ENFORCE, true);
    private static final Source RESTORE = new Source("edge", 2, Mode.RESTORE, false);

    /** Owner of the field; mode; whether it takes over; then what is decided. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    registry-fleet-x                 | INFORM  | false | NON_COMPLIANT | ''                       | false
                    registry-fleet-x                 | ENFORCE | false | PENDING       | ''                       | true
                    cluster-image-registry-operator  | ENFORCE | false | PENDING       | ''                       | true
                    kubectl-edit                     | ENFORCE | false | REFUSED       | kubectl-edit has set it  | false
                    kubectl-edit                     | ENFORCE | true  | PENDING       | ''                       | true
                    ''                               | ENFORCE | false | REFUSED       | somebody has set it      | false
                    ''                               | ENFORCE | true  | PENDING       | ''                       | true
                    argocd-controller                | ENFORCE | true  | CONTESTED     | argocd-controller holds  | false
                    kustomize-controller-7           | ENFORCE | true  | CONTESTED     | kustomize-controller-7   | false
                    argocd-controllers               | ENFORCE | true  | PENDING       | ''                       | true
                    """)
    void writesAFieldUnlessSomebodyElseHoldsIt(
            String manager, Mode mode, boolean takeOver, State state, String why, boolean writes) {
        var config =
                manager.isEmpty()
                        ? AssignedConfig.of("{'replicas':3}")
                        : AssignedConfig.of("{'replicas':3}", owner(manager, "replicas"));
        var ruling = decide(config, List.of(), replicas(new Source("edge", 1, mode, takeOver)));

        assertThat(only(ruling).state()).isEqualTo(state);
        assertThat(only(ruling).message()).startsWith(why);
        assertThat(ruling.desired()).hasSize(writes ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    annotations | argocd.argoproj.io/tracking-id       | Argo CD
                    annotations | objectset.rio.cattle.io/id       | Rancher Fleet
                    labels | kustomize.toolkit.fluxcd.io/name      | Flux
                    """)
    void leavesAConfigToTheToolThatHasMarkedIt(String where, String mark, String tool) {
        var metadata = ",'%s':{'%s':'x'}".formatted(where, mark);
        var config = AssignedConfig.of(metadata, "{'replicas':3}");

        assertThat(only(decide(config, List.of(), replicas(TAKE_OVER))))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.state()).isEqualTo(State.CONTESTED);
                            assertThat(verdict.message()).startsWith(tool);
                        });
    }

    @Test
    void decidesNothingWithoutAnAssignmentAndNothingOfAnotherObject() {
        var pruner = new SpecField(SpecField.Subject.IMAGE_PRUNER, "suspend");
        var field = AssignedField.requested(pruner, json("true")).from(ENFORCE);

        assertThat(AssignmentRules.decide(null, List.of(), OWN.view(), Ownership.FULL))
                .isEqualTo(new Ruling(List.of(), List.of()));
        assertThat(decide(OWN, List.of(), field)).isEqualTo(new Ruling(List.of(), List.of()));
    }

    @Test
    void keepsTheValueFromBeforeWhileThereIsNoConfig() {
        var applied = verdict(1, State.COMPLIANT, "", true, "3", 0);

        for (var config :
                List.of(
                        AssignedConfig.none(),
                        AssignedConfig.of(",'deletionTimestamp':'2026-03-02T09:00:00Z'", "{}"))) {
            var known = only(decide(config, List.of(applied), replicas(ENFORCE)));
            assertThat(known.state()).isEqualTo(State.UNKNOWN);
            assertThat(known.applied()).isTrue();
            assertThat(known.before()).isEqualTo("3");
            assertThat(only(decide(config, List.of(), replicas(ENFORCE))).applied()).isFalse();
        }
    }

    @Test
    void remembersTheFirstValueFromBefore() {
        var pending = only(decide(OWN, List.of(), replicas(ENFORCE)));
        assertThat(pending.before()).isEqualTo("3");

        var written = AssignedConfig.of("{'replicas':1}", owner(FLEET, "replicas"));
        var met = only(decide(written, List.of(pending), replicas(ENFORCE)));
        assertThat(met.state()).isEqualTo(State.COMPLIANT);
        assertThat(met.applied()).isTrue();
        assertThat(met.before()).isEqualTo("3");

        var again = only(decide(OWN, List.of(met), replicas(ENFORCE)));
        assertThat(again.state()).isEqualTo(State.PENDING);
        assertThat(again.before()).isEqualTo("3");
        assertThat(only(decide(AssignedConfig.of("{}"), List.of(), replicas(ENFORCE))).before())
                .isEmpty();
    }

    @Test
    void countsAValueThatIsThereAsItsOwnOnlyWhenItEnforces() {
        var met = AssignedConfig.of("{'replicas':1}");

        assertThat(only(decide(met, List.of(), replicas(INFORM))))
                .isEqualTo(verdict(1, State.COMPLIANT, "", false, "", 0));
        assertThat(only(decide(met, List.of(), replicas(ENFORCE))))
                .isEqualTo(verdict(1, State.COMPLIANT, "", true, "1", 0));
    }

    @Test
    void doesNotWriteWhereItMayNot() {
        assertThat(only(decide(OWN.paused(), List.of(), replicas(ENFORCE))))
                .isEqualTo(verdict(1, State.NON_COMPLIANT, "the cluster is paused", false, "", 0));
        assertThat(only(decide(OWN.lost(), List.of(), replicas(ENFORCE))).message())
                .isEqualTo("contact with the cluster is lost");
        var observed =
                AssignmentRules.decide(
                        assignment(replicas(ENFORCE)), List.of(), OWN.view(), Ownership.OBSERVE);
        assertThat(only(observed).message()).contains("mode assist");
        assertThat(observed.desired()).isEmpty();
    }

    @Test
    void doesNotRepeatWhatTheApiServerRefusesUntilTheConfigIsAnother() {
        var pending = verdict(1, State.PENDING, "", false, "3", 0);
        var failing = OWN.failing(REF, false, new Failure(true, false, "Invalid", ""));

        var refused = only(decide(failing, List.of(pending), replicas(ENFORCE)));
        assertThat(refused).isEqualTo(verdict(1, State.REFUSED, "Invalid", false, "", 5));
        assertThat(decide(OWN, List.of(refused), replicas(ENFORCE)))
                .isEqualTo(new Ruling(List.of(refused), List.of()));
        var earlier = verdict(1, State.REFUSED, "Invalid", false, "", 4);
        assertThat(decide(OWN, List.of(earlier), replicas(ENFORCE)).desired()).hasSize(1);
        var ofStatus = OWN.failing(REF, true, new Failure(true, false, "Invalid", "m"));
        assertThat(only(decide(ofStatus, List.of(pending), replicas(ENFORCE))).state())
                .isEqualTo(State.PENDING);
    }

    @Test
    void replacesTheStorageAndMakesItsClaimFirst() {
        var claim = AssignedConfig.claim("c");
        var field =
                AssignedField.requested(SpecField.STORAGE, json("{'pvc':{'claim':'c'}}"))
                        .withClaim(claim)
                        .from(TAKE_OVER);
        var config = AssignedConfig.of("{'storage':{'managementState':'Managed','emptyDir':{}}}");

        assertThat(only(decide(config, List.of(), field)).message())
                .isEqualTo("it needs the allowance StorageChange");
        var desired =
                decide(config, List.of(), field.allowing(Set.of(Danger.STORAGE_CHANGE))).desired();
        assertThat(desired).extracting(Desired::ref).containsExactly(SpecManifest.ref(claim), REF);
        assertThat(((Desired.Present) desired.getLast()).manifest().at("/spec/storage"))
                .isEqualTo(json("{'emptyDir':null,'pvc':{'claim':'c'}}"));
    }

    @Test
    void bringsBackWhatWasThereBefore() {
        var applied = verdict(2, State.COMPLIANT, "", true, "2", 0);
        var written = AssignedConfig.of("{'replicas':1}", owner(FLEET, "replicas"));

        var ruling = decide(written, List.of(applied), replicas(RESTORE));
        assertThat(only(ruling).state()).isEqualTo(State.PENDING);
        assertThat(((Desired.Present) ruling.desired().getFirst()).manifest().at("/spec/replicas"))
                .isEqualTo(json("2"));
        assertThat(
                        only(
                                decide(
                                        AssignedConfig.of("{'replicas':2}"),
                                        List.of(applied),
                                        replicas(RESTORE))))
                .isEqualTo(verdict(2, State.RESTORED, "", false, "", 0));
        var refused = verdict(2, State.REFUSED, "m", true, "2", 5);
        assertThat(decide(written, List.of(refused), replicas(RESTORE)))
                .isEqualTo(new Ruling(List.of(refused), List.of()));
    }

    @Test
    void takesAwayWhatWasNotThereBefore() {
        var applied = verdict(2, State.COMPLIANT, "", true, "", 0);
        var written = AssignedConfig.of("{'replicas':1}", owner(FLEET, "replicas"));

        var ruling = decide(written, List.of(applied), replicas(RESTORE));
        assertThat(((Desired.Present) ruling.desired().getFirst()).manifest().at("/spec/replicas"))
                .isEqualTo(json("null"));
        assertThat(
                        only(decide(AssignedConfig.of("{}"), List.of(applied), replicas(RESTORE)))
                                .state())
                .isEqualTo(State.RESTORED);
    }

    @ParameterizedTest
    @CsvSource({"kubectl-edit, 7", "argocd-controller, 1", "argocd-controller, 7"})
    void leavesWhatSomebodyHasChangedSince(String manager, int replicas) {
        var applied = verdict(2, State.COMPLIANT, "", true, "2", 0);
        var config =
                AssignedConfig.of(
                        "{'replicas':%d}".formatted(replicas), owner(manager, "replicas"));
        var ruling = decide(config, List.of(applied), replicas(RESTORE));

        assertThat(only(ruling).state()).isEqualTo(State.RESTORED);
        assertThat(only(ruling).message()).contains("changed since");
        assertThat(ruling.desired()).isEmpty();
        assertThat(only(decide(config, ruling.verdicts(), replicas(RESTORE))).message())
                .contains("changed since");
    }

    @Test
    void wantsADangerOfTheWayBackToBeAllowed() {
        var field =
                AssignedField.requested(SpecField.STORAGE, json("{'pvc':{'claim':'c'}}"))
                        .from(RESTORE);
        var applied =
                new FieldVerdict(
                        SpecField.STORAGE,
                        "edge",
                        2,
                        State.COMPLIANT,
                        "",
                        true,
                        "{\"managementState\":\"Managed\",\"emptyDir\":{}}",
                        0);
        var config =
                AssignedConfig.of("{'storage':{'pvc':{'claim':'c'}}}", owner(FLEET, "storage"));

        assertThat(only(decide(config, List.of(applied), field)).message())
                .isEqualTo("it needs the allowance EphemeralStorage, StorageChange");
        var all = field.allowing(Set.of(Danger.EPHEMERAL_STORAGE, Danger.STORAGE_CHANGE));
        var desired = decide(config, List.of(applied), all).desired();
        assertThat(((Desired.Present) desired.getFirst()).manifest().at("/spec/storage"))
                .isEqualTo(json("{'pvc':null,'emptyDir':{}}"));
    }

    private static Ruling decide(
            AssignedConfig config, List<FieldVerdict> before, AssignedField field) {
        return AssignmentRules.decide(assignment(field), before, config.view(), Ownership.ASSIST);
    }

    private static Assignment assignment(AssignedField field) {
        return Assignment.ofPolicies(List.of(field), NOW);
    }

    private static AssignedField replicas(Source source) {
        return AssignedField.requested(SpecField.REPLICAS, json("1")).from(source);
    }

    private static FieldVerdict only(Ruling ruling) {
        assertThat(ruling.verdicts()).hasSize(1);
        return ruling.verdicts().getFirst();
    }

    private static FieldVerdict verdict(
            long version,
            State state,
            String message,
            boolean applied,
            String before,
            long generation) {
        return new FieldVerdict(
                SpecField.REPLICAS, "edge", version, state, message, applied, before, generation);
    }
}
