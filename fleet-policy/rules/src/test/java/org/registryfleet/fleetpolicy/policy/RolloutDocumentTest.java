package org.registryfleet.fleetpolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.policy.RolloutSettings.ClusterLimit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

class RolloutDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsHowAPolicyIsEnforced() {
        var policy =
                PolicyDocument.read(
                        valid(
                                "'remediationAction':'enforce','whenToTakeOver':'Always','allow':['StorageChange'],'config':{'replicas':1,'rolloutStrategy':'Recreate','storage':{'pvc':{'claim':'edge-images'}},'claim':{'size':'10Gi','accessModes':['ReadWriteOnce']}},"
                                        + "'rollout':{'stages':[{'name':'canary','labelSelector':{'matchLabels':{'canary':'true'}},'maxConcurrency':1,'minSuccessTime':'1h30m'}],'maxUnavailable':'25%','maxFailures':2,'progressDeadline':'90s','window':{'schedule':'0 1 * * SAT','duration':'4h','timeZone':'Europe/Berlin'}}"));
        var rollout = policy.enforcement().rollout();

        assertThat(policy.enforcement().enforces()).isTrue();
        assertThat(policy.enforcement().takeOver()).isTrue();
        assertThat(policy.fields())
                .allMatch(field -> field.allow().contains(Danger.STORAGE_CHANGE));
        assertThat(Objects.requireNonNull(policy.fields().getLast().claim()).toString())
                .contains("edge-images", "10Gi", "ReadWriteOnce");
        assertThat(rollout.stages())
                .extracting(stage -> stage.name())
                .containsExactly("canary", "rest");
        assertThat(rollout.stages().getFirst().minSuccessTime()).isEqualTo(Duration.ofMinutes(90));
        assertThat(rollout.stages().getFirst().maxConcurrency())
                .isEqualTo(new ClusterLimit(1, false));
        assertThat(rollout.maxUnavailable()).isEqualTo(new ClusterLimit(25, true));
        assertThat(rollout.maxFailures()).isEqualTo(2);
        assertThat(rollout.progressDeadline()).isEqualTo(Duration.ofSeconds(90));
        assertThat(rollout.stage(Map.of("canary", "true"))).isZero();
        assertThat(rollout.stage(Map.of())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'stages':[]                                     | is empty",
                "'stages':[{'name':'a'},{'name':'b'}]            | takes all clusters",
                "'stages':[{'name':'a','labelSelector':{'matchLabels':{'x':'y'}}},{'name':'a'}] | another stage has",
                "'stages':[{'name':'rest'}]                      | another stage has",
                "'stages':[{'name':'a','maxConcurrency':0}]      | a number of clusters",
                "'maxUnavailable':'0%'                           | a number of clusters",
                "'maxUnavailable':'101%'                         | a number of clusters",
                "'progressDeadline':'5 minutes'                  | a duration such as",
                "'progressDeadline':''                           | is empty",
                "'window':{'schedule':'0 1 * *','duration':'1h'} | has 4 fields",
                "'window':{'schedule':'0 25 * * *','duration':'1h'} | is no value from 0 to 23",
                "'window':{'schedule':'0 1 * * CAT','duration':'1h'} | is no number",
                "'window':{'schedule':'0 1 * * *','duration':'1h','timeZone':'Europe/Atlantis'} | Atlantis",
                "'maxFailures':-1                                | at least 0",
                "'maxFailure':1                                  | there is no such field"
            })
    void refusesARolloutThatCannotBe(String rollout, String why) {
        assertThat(
                        PolicyDocument.problems(
                                document(
                                        "'config':{'replicas':1},'rollout':{%s}"
                                                .formatted(rollout))))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.what()).contains(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'remediationAction':'enforce','config':{'replicas':1},'imagePruner':{'suspend':true}",
                "'remediationAction':'enforce','config':{'storage':{'pvc':{'claim':''}},'claim':{'size':'1Gi'}}",
                "'config':{'replicas':2,'rolloutStrategy':'Recreate','storage':{'pvc':{'claim':'a'}},'claim':{'accessModes':['ReadWriteOnce']}}",
                "'config':{'replicas':1,'storage':{'pvc':{'claim':'a'}},'claim':{'accessModes':['ReadWriteOnce']}}"
            })
    void refusesWhatNobodyCouldBringAbout(String spec) {
        assertThat(PolicyDocument.problems(document(spec))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-07T00:00:00Z, true",
        "2026-03-07T03:59:59Z, true",
        "2026-03-07T04:00:00Z, false",
        "2026-03-06T23:59:59Z, false",
        "2026-03-08T00:30:00Z, false"
    })
    void aWindowIsOpenForAWhileAfterItsTime(Instant time, boolean open) {
        var window =
                new MaintenanceWindow(
                        "0 1 * * SAT", Duration.ofHours(4), ZoneId.of("Europe/Berlin"));

        assertThat(window.isOpen(time)).isEqualTo(open);
    }

    @Test
    void saysWhenTheNextWindowBegins() {
        var now = Instant.parse("2026-03-02T10:15:30Z");

        assertThat(window("*/20 10-11 * * *").next(now))
                .isEqualTo(Instant.parse("2026-03-02T10:20:00Z"));
        assertThat(window("30 4 1 JAN *").next(now))
                .isEqualTo(Instant.parse("2027-01-01T04:30:00Z"));
        assertThat(window("0 0 30 2 *").next(now)).isNull();
        assertThat(window("0 0 13 * FRI").next(now))
                .isEqualTo(Instant.parse("2026-03-06T00:00:00Z"));
    }

    @Test
    void aWindowThatNeverEndsIsNone() {
        assertThatThrownBy(
                        () -> new MaintenanceWindow("* * * * *", Duration.ZERO, ZoneId.of("UTC")))
                .hasMessageContaining("from a minute");
    }

    private static MaintenanceWindow window(String schedule) {
        return new MaintenanceWindow(schedule, Duration.ofHours(1), ZoneId.of("UTC"));
    }

    private static JsonNode valid(String spec) {
        var document = document(spec);
        assertThat(PolicyDocument.problems(document)).isEmpty();
        return document;
    }

    private static JsonNode document(String spec) {
        try {
            return JSON.readTree(
                    ("{'apiVersion':'fleet.registryfleet.org/v1alpha1','kind':'FleetPolicy','metadata':{'name':'p'},'spec':{'placement':{},"
                                    + spec
                                    + "}}")
                            .replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(spec, broken);
        }
    }
}
