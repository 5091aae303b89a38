package org.registryfleet.localfleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;

import java.nio.file.Path;
import java.util.List;

/** The project's own scenarios, written from the specification. */
class OwnScenariosIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");
    private static final int SIDE_BY_SIDE = 12;

    @Test
    void doesWhatIsSpecified() {
        try (var lab = ScenarioLab.open(null, KNOWLEDGE, StoryBroker::start)) {
            var own = List.of(KNOWLEDGE.resolve("own"));
            var report = lab.run(own, null, SIDE_BY_SIDE, false);
            System.out.println(report.lines().getLast());

            assertThat(report.count(Outcome.PASSED)).isPositive();
            assertThat(report.count(Outcome.FAILED)).as(String.join("\n", report.lines())).isZero();
        }
    }
}
