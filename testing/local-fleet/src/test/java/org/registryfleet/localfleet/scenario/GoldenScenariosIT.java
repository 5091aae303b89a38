package org.registryfleet.localfleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that was recorded from the reference operator, or else the thirty of this repository.
 */
class GoldenScenariosIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");
    private static final int SIDE_BY_SIDE = 12;

    @Test
    void doesWhatWasRecorded() {
        var recorded = RecordedScenarios.find();
        try (var lab = ScenarioLab.open(null, KNOWLEDGE, StoryBroker::start)) {
            var report =
                    lab.run(List.of(recorded.folder()), null, SIDE_BY_SIDE, recorded.isComplete());
            System.out.println(report.lines().getLast());

            assertThat(report.count(Outcome.PASSED))
                    .isGreaterThanOrEqualTo(recorded.isComplete() ? 161 : 30);
            assertThat(report.count(Outcome.FAILED)).as(String.join("\n", report.lines())).isZero();
        }
    }
}
