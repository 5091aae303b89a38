package org.registryfleet.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.timeline.DecisionEntry;

import java.time.Instant;
import java.util.List;

class ReasonTextTest {

    private static final String RECORDED =
            "Available, Progressing and Degraded follow from rows A6-P8-D5e";
    private static final String RESULT =
            """
            {"configConditions": [
              {"type": "Removed", "status": "False", "reason": ""},
              {"type": "Degraded", "status": "True", "reason": "ErrorPersists"},
              {"type": "Available", "status": "False", "reason": "NoReplicasAvailable"},
              {"type": "Progressing", "status": "True", "reason": ""}
            ]}
            """;
    private static final String COMPOSED =
            "Available is False: NoReplicasAvailable; Progressing is True;"
                    + " Degraded is True: ErrorPersists (rows A6-P8-D5e)";

    @Test
    void saysEachConditionWithItsReasonAndTheRowsBehindIt() {
        assertThat(ReasonText.of("status", "A6-P8-D5e", RECORDED, json())).isEqualTo(COMPOSED);
    }

    @Test
    void saysTheSameOfAResultAndOfADecisionThatLeftItAsItWas() {
        var reason = new Reason("A6-P8-D5e", RECORDED, Instant.EPOCH, null);

        assertThat(ReasonText.of(new Fact.ResultPublished("status", json(), reason)))
                .isEqualTo(COMPOSED);
        assertThat(
                        ReasonText.of(
                                new DecisionEntry(
                                        "status", reason, null, json(), List.of(), List.of())))
                .isEqualTo(COMPOSED);
    }

    @Test
    void namesNoConditionThatIsNotKnown() {
        assertThat(ReasonText.of("status", "A3-P3-D3", RECORDED, MissingNode.getInstance()))
                .isEqualTo("Available, Progressing and Degraded were evaluated (rows A3-P3-D3)");
    }

    @Test
    void saysThatTheConditionsWaitForTheDeployment() {
        assertThat(ReasonText.of("status", "awaiting-deployment", RECORDED, json()))
                .startsWith("The conditions stay as they are")
                .endsWith("(awaiting-deployment)");
    }

    @Test
    void showsAnyOtherReasonAsRecorded() {
        var recorded = "The cluster cannot be reached";

        assertThat(ReasonText.of("status", "contact-lost", recorded, json())).isEqualTo(recorded);
        assertThat(ReasonText.of("storage", "A6-P8-D5e", recorded, json())).isEqualTo(recorded);
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(RESULT);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
