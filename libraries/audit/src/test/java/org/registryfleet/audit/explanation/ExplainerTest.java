package org.registryfleet.audit.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.Tale;

import java.time.Instant;
import java.util.List;

class ExplainerTest {

    @Test
    void leadsFromTheConditionBackToTheEditOfTheAdministrator() {
        var explanation = Explainer.explain(Tale.ofAClaim().timeline(Instant.EPOCH, 0));

        assertThat(explanation.status().path("summary").asText()).isEqualTo("Available");
        assertThat(explanation.conditions())
                .singleElement()
                .extracting(because -> words(because.chain()))
                .isEqualTo(
                        List.of(
                                "event Config",
                                "storage",
                                "write PersistentVolumeClaim",
                                "event PersistentVolumeClaim",
                                "storage",
                                "status"));
    }

    @Test
    void tellsHowEachStageCameToItsResultOnce() {
        var explanation = Explainer.explain(Tale.ofAClaim().timeline(Instant.EPOCH, 0));

        assertThat(words(explanation.chain()))
                .containsExactly(
                        "event Config",
                        "storage",
                        "write PersistentVolumeClaim",
                        "event PersistentVolumeClaim",
                        "storage",
                        "status");
        assertThat(explanation.standing()).containsOnlyKeys("storage", "status");
    }

    @Test
    void saysNothingOfAClusterWithoutStatus() {
        assertThat(
                        Explainer.explain(new Tale().timeline(Instant.EPOCH, 0))
                                .status()
                                .isMissingNode())
                .isTrue();
    }

    private static List<String> words(List<ExplanationStep> chain) {
        return chain.stream()
                .map(
                        step ->
                                switch (step) {
                                    case ExplanationStep.Event event -> "event " + kind(event);
                                    case ExplanationStep.Decision decision ->
                                            decision.decided().stage();
                                    case ExplanationStep.Write write ->
                                            "write " + write.effect().asked().ref().kind();
                                })
                .toList();
    }

    private static String kind(ExplanationStep.Event event) {
        var entry = event.entry().entry();
        return entry != null && entry.fact() instanceof Fact.ObjectObserved seen
                ? seen.ref().kind()
                : "";
    }
}
