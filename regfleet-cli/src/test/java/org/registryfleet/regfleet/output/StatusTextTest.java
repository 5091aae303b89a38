package org.registryfleet.regfleet.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

class StatusTextTest {

    @Test
    void showsAClusterOnALine() throws IOException {
        var lines =
                StatusText.table(
                        yaml(
                                "[{id: c1, platform: None, storageKind: '', managementState: Managed, summary: Available, paused: true, reason: Ready, since: '2026-11-21T04:02:05.089Z'}, {id: c2, since: null}]"));

        assertThat(lines)
                .containsExactly(
                        "CLUSTER  PLATFORM  STORAGE  STATE    REGISTRY            REASON  SINCE",
                        "c1       None      -        Managed  Available (paused)  Ready   2026-11-21T04:02:05Z",
                        "c2       -         -        -        -                   -       -");
    }

    @Test
    void saysThatAClusterIsOnlyWatchedBecauseTheFleetHasItAlready() throws IOException {
        var row = "{id: c2, summary: Available, reason: Ready, admissionReason: Duplicate of c1}";

        assertThat(StatusText.table(yaml("[" + row + "]")))
                .anyMatch(line -> line.contains("Available (Duplicate of c1)"));
        assertThat(StatusText.story(yaml("{cluster: " + row + "}")))
                .contains("Only watched: Duplicate of c1");
    }

    @Test
    void namesMissingRightsAndTheEndOfTheCredential() throws IOException {
        assertThat(
                        StatusText.story(
                                yaml(
                                        "{cluster: {id: c1, missingRights: [list and watch events in a], credentialEnds: '2027-01-01T00:00:00Z'}}")))
                .contains("It may not list and watch events in a")
                .contains("Credential ends: 2027-01-01T00:00:00Z");
    }

    @Test
    void saysHowAFleetBegins() throws IOException {
        assertThat(StatusText.table(yaml("[]")))
                .singleElement()
                .asString()
                .contains("regfleet clusters add");
    }

    @Test
    void tellsWhyAClusterIsAsItIs() throws IOException {
        var lines =
                StatusText.story(
                        yaml(
                                """
                                cluster: {id: c1, summary: Degraded, reason: ErrorPersists, message: m, unlock: name a claim}
                                configConditions: [{type: Degraded, status: "True", reason: R, message: "a\\nb"}]
                                chain:
                                - stage: registry
                                  event: MODIFIED Config cluster
                                  cause: {rule: apply, reason: The Config says Managed.}
                                  actions:
                                  - {verb: CREATE, object: Service a/b, outcome: {result: DONE, message: ""}}
                                  - {verb: PATCH, object: Service a/c, outcome: null}
                                """));

        assertThat(lines)
                .containsExactly(
                        "c1: Degraded (ErrorPersists)",
                        "m",
                        "What helps: name a claim",
                        "",
                        "Config:",
                        "  CONDITION  STATUS  REASON  MESSAGE",
                        "  Degraded   True    R       a b",
                        "",
                        "ClusterOperator: no conditions",
                        "",
                        "Why:",
                        "  registry: The Config says Managed (rule apply, Config cluster has changed)",
                        "    CREATE Service a/b: DONE",
                        "    PATCH Service a/c: under way");
    }

    @ParameterizedTest
    @CsvSource({
        "SYNCED, the cluster has been read completely",
        "DELETED Service a/b, Service a/b is gone",
        "the passing of time, time has passed",
        "record t/2@1, after record t/2@1"
    })
    void saysOnWhichOccasionAStageHasDecided(String event, String expected) throws IOException {
        var story =
                yaml(
                        "{chain: [{stage: s, event: '%s', cause: {rule: r, reason: x}}]}"
                                .formatted(event));

        assertThat(StatusText.story(story)).contains("  s: x (rule r, " + expected + ")");
    }

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }
}
