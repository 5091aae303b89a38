package org.registryfleet.clusterwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.clusterwatcher.kind.Reduction;

import java.time.Duration;
import java.time.Instant;

/** Events that repeat themselves are told seldom, and short. */
class EventReductionTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "10, 50, true",
        "70, 110, true",
        "70, 130, false",
        "130, 230, true",
        "230, 250, false",
        "1950, 3590, true",
        "3590, 3610, false",
        "3610, 7190, true",
        "7190, 7210, false"
    })
    void areNewsAfterOneTwoFourAndUpToSixtyMinutes(int earlier, int later, boolean isSame) {
        assertThat(news(earlier, 3).equals(news(later, 9))).isEqualTo(isSame);
    }

    @Test
    void sayHowManyTheyStandFor() {
        assertThat(reduced(event("Warning", "Pod", "m", 60, 17)).path("count").asInt())
                .isEqualTo(17);
    }

    @Test
    void ofOthersThanClaimsAreReportedWhenTheyWarn() {
        assertThat(isReported("Warning", "Pod")).isTrue();
        assertThat(isReported("Normal", "PersistentVolumeClaim")).isTrue();
        assertThat(isReported("Normal", "Pod")).isFalse();
    }

    @Test
    void areCutShort() {
        var message =
                Reduction.EVENT
                        .shortened(reduced(event("Warning", "Pod", "x".repeat(900), 0, 1)))
                        .path("message");

        assertThat(message.asText()).hasSize(500).endsWith("…");
    }

    private static boolean isReported(String type, String kind) {
        return Reduction.EVENT.isReported(reduced(event(type, kind, "m", 0, 1)));
    }

    private static ObjectNode news(int seconds, int count) {
        return Reduction.EVENT.news(reduced(event("Warning", "Pod", "m", seconds, count)));
    }

    private static ObjectNode reduced(ObjectNode event) {
        return Reduction.EVENT.of(event);
    }

    private static ObjectNode event(
            String type, String kind, String message, int seconds, int count) {
        try {
            return (ObjectNode)
                    new JsonMapper()
                            .readTree(
                                    """
                                    {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "e", "namespace": "n", "labels": {"a": "b"}},
                                     "involvedObject": {"kind": "%s", "name": "p"}, "type": "%s", "reason": "Failed", "message": "%s",
                                     "firstTimestamp": "%s", "lastTimestamp": "%s", "count": %d}
                                    """
                                            .formatted(
                                                    kind,
                                                    type,
                                                    message,
                                                    FIRST,
                                                    FIRST.plus(Duration.ofSeconds(seconds)),
                                                    count));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
