package org.registryfleet.fleetpolicy.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.NOW;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.REF;
import static org.registryfleet.fleetpolicy.assignment.AssignedConfig.json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome.State;
import org.registryfleet.fleetpolicy.assignment.RequestRules.Verdict;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a person asks for is written once, as a whole, and only to what that person saw. */
class RequestRulesTest {

    private static final AssignedConfig CONFIG =
            AssignedConfig.of("{'replicas':3,'managementState':'Managed'}");
    private static final Assignment REPLICAS = asking(replicas("1"));
    private static final RequestOutcome WAITING =
            new RequestOutcome("r1", "eve", State.PENDING, "", NOW.minusSeconds(60));

    @Test
    void keepsTheLastOutcomeWhileNobodyAsks() {
        var verdict = RequestRules.decide(null, WAITING, CONFIG.view(), Ownership.FULL, NOW);

        assertThat(verdict).isEqualTo(new Verdict(WAITING, List.of(), null));
    }

    @Test
    void writesWhatIsAskedForAndWaitsAnHour() {
        var verdict = decide(REPLICAS, null, CONFIG);

        assertThat(verdict.outcome())
                .isEqualTo(new RequestOutcome("r1", "eve", State.PENDING, "", NOW));
        assertThat(verdict.desired()).extracting(Desired::ref).containsExactly(REF);
        assertThat(verdict.wakeAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void makesAMissingClaimFirstAndLeavesOneThatExists() {
        var claim = AssignedConfig.claim("c");
        var request = asking(storage("{'pvc':{'claim':'c'}}").withClaim(claim));
        var ref = SpecManifest.ref(claim);
        var made = AssignedConfig.of("{}").with(new Observed(ref, "p", "1", claim));

        assertThat(decide(request, null, AssignedConfig.of("{}")).desired())
                .extracting(Desired::ref)
                .containsExactly(ref, REF);
        assertThat(decide(request, null, made).desired())
                .extracting(Desired::ref)
                .containsExactly(REF);
    }

    @Test
    void isDoneWhenTheConfigIsAsAskedFor() {
        var verdict = decide(asking(replicas("3")), WAITING, CONFIG);

        assertThat(outcome(verdict).state()).isEqualTo(State.DONE);
        assertThat(outcome(verdict).since()).isEqualTo(WAITING.since());
        assertThat(verdict.desired()).isEmpty();
        assertThat(verdict.wakeAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"DONE", "REFUSED", "EXPIRED"})
    void staysAsItEnded(State state) {
        var ended = new RequestOutcome("r1", "eve", state, "m", NOW);

        assertThat(decide(REPLICAS, ended, CONFIG)).isEqualTo(new Verdict(ended, List.of(), null));
    }

    @Test
    void knowsNothingOfAnEarlierRequest() {
        var other = new RequestOutcome("r0", "eve", State.DONE, "m", NOW.minusSeconds(60));

        assertThat(outcome(decide(REPLICAS, other, CONFIG)))
                .isEqualTo(new RequestOutcome("r1", "eve", State.PENDING, "", NOW));
    }

    @Test
    void saysWhyItIsRefused() {
        assertThat(refusal(REPLICAS, AssignedConfig.none())).contains("has no Config");
        assertThat(refusal(REPLICAS, CONFIG.paused())).contains("is paused");
        assertThat(refusal(REPLICAS, deleted())).contains("has been deleted");
        assertThat(refusal(asking("other", 5, replicas("1")), CONFIG)).contains("has been deleted");
        assertThat(refusal(asking("uid", 4, replicas("1")), CONFIG))
                .contains("generation 4, now 5", "ask again");
        assertThat(
                        outcome(
                                        RequestRules.decide(
                                                REPLICAS,
                                                null,
                                                CONFIG.view(),
                                                Ownership.OBSERVE,
                                                NOW))
                                .message())
                .contains("mode assist");
    }

    @Test
    void wantsEveryDangerToBeAllowedByName() {
        var removal = AssignedField.requested(SpecField.MANAGEMENT_STATE, json("'Removed'"));
        var onDisk = storage("{'emptyDir':{}}");

        assertThat(refusal(asking(removal, onDisk), CONFIG))
                .isEqualTo("it needs the allowance Removal, EphemeralStorage");
        assertThat(
                        outcome(
                                        decide(
                                                asking(removal.allowing(Set.of(Danger.REMOVAL))),
                                                null,
                                                CONFIG))
                                .state())
                .isEqualTo(State.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, three at least, REFUSED, three at least",
        "true,  false, '',             REFUSED, Invalid",
        "false, false, timed out,      PENDING, timed out",
        "true,  true,  of the status,  PENDING, ''"
    })
    void saysWhatTheApiServerSaid(
            boolean refused, boolean ofStatus, String said, State state, String message) {
        var failure = new Failure(refused, false, "Invalid", said);
        var verdict = decide(REPLICAS, WAITING, CONFIG.failing(REF, ofStatus, failure));

        assertThat(outcome(verdict).state()).isEqualTo(state);
        assertThat(outcome(verdict).message()).isEqualTo(message);
    }

    @Test
    void isNotRefusedForAFailureFromBeforeItWasAsked() {
        var failing = CONFIG.failing(REF, false, new Failure(true, false, "Invalid", "m"));

        assertThat(outcome(decide(REPLICAS, null, failing)))
                .isEqualTo(new RequestOutcome("r1", "eve", State.PENDING, "", NOW));
    }

    @Test
    void givesUpAfterAnHour() {
        var asked = new RequestOutcome("r1", "eve", State.PENDING, "", NOW.minusSeconds(3600));

        assertThat(outcome(decide(REPLICAS, WAITING, CONFIG.lost())).message())
                .isEqualTo("contact with the cluster is lost");
        assertThat(outcome(decide(REPLICAS, asked, CONFIG)).state()).isEqualTo(State.EXPIRED);
        assertThat(outcome(decide(REPLICAS, asked, CONFIG)).message()).doesNotContain("contact");
        assertThat(outcome(decide(REPLICAS, asked, CONFIG.lost())).message())
                .contains("contact is lost");
    }

    private static AssignedConfig deleted() {
        return AssignedConfig.of(",'deletionTimestamp':'2026-03-02T09:00:00Z'", "{}");
    }

    private static String refusal(Assignment request, AssignedConfig config) {
        var verdict = decide(request, null, config);
        assertThat(outcome(verdict).state()).isEqualTo(State.REFUSED);
        assertThat(verdict.desired()).isEmpty();
        return outcome(verdict).message();
    }

    private static Verdict decide(
            Assignment request, @Nullable RequestOutcome before, AssignedConfig config) {
        return RequestRules.decide(request, before, config.view(), Ownership.ASSIST, NOW);
    }

    private static RequestOutcome outcome(Verdict verdict) {
        return Objects.requireNonNull(verdict.outcome());
    }

    private static Assignment asking(AssignedField... fields) {
        return asking("uid", 5, fields);
    }

    private static Assignment asking(String uid, long generation, AssignedField... fields) {
        return new Assignment(
                "r1",
                List.of(fields),
                "eve",
                Instant.EPOCH,
                "why",
                new Assignment.Seen(uid, generation));
    }

    private static AssignedField replicas(String value) {
        return AssignedField.requested(SpecField.REPLICAS, json(value));
    }

    private static AssignedField storage(String value) {
        return AssignedField.requested(SpecField.STORAGE, json(value));
    }
}
