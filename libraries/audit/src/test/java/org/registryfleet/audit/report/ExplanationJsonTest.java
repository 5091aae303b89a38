package org.registryfleet.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.explanation.Explanation;
import org.registryfleet.audit.fact.UnreadableRecord;

import java.util.List;
import java.util.Map;

class ExplanationJsonTest {

    @Test
    void namesTheFieldsThatDoNotStayAsTheyAreWritten() {
        var status = JsonNodeFactory.instance.objectNode().put("summary", "Available");
        var contested =
                status.putArray("contested")
                        .addObject()
                        .put("field", "/spec/template/spec/containers/0/image")
                        .put("contest", "REWRITTEN");

        assertThat(explained(status).path("contested")).containsExactly(contested);
    }

    @Test
    void namesNoneOfAnEarlierReleaseThatKnewOfNone() {
        var status = JsonNodeFactory.instance.objectNode().put("summary", "Available");

        assertThat(explained(status).path("contested").isArray()).isTrue();
        assertThat(explained(status).path("contested")).isEmpty();
    }

    private static JsonNode explained(JsonNode status) {
        var explanation = new Explanation(status, List.of(), List.of(), Map.of(), List.of());
        return ExplanationJson.of("c1", explanation, UnreadableRecord.NONE);
    }
}
