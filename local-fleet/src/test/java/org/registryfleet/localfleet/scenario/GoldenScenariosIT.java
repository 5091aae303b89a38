package org.registryfleet.localfleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.scenarios.report.ScenarioResult.Outcome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that was recorded from the reference operator, where the recordings are at hand. */
class GoldenScenariosIT {

    private static final Path KNOWLEDGE = Path.of("scenarios");
    private static final int SIDE_BY_SIDE = 12;

    @Test
    void doesWhatWasRecorded() {
        var golden = golden();
        assumeTrue(golden.isPresent(), "no recorded scenarios on this machine");
        try (var lab = ScenarioLab.open(null, KNOWLEDGE, StoryBroker::start)) {
            var report = lab.run(List.of(golden.orElseThrow()), null, SIDE_BY_SIDE, true);
            System.out.println(report.lines().getLast());

            assertThat(report.count(Outcome.PASSED)).isPositive();
            assertThat(report.count(Outcome.FAILED)).as(String.join("\n", report.lines())).isZero();
        }
    }

    /** Property golden.dir, else shared/golden beside the project. */
    private static Optional<Path> golden() {
        var set = System.getProperty("golden.dir");
        if (set != null) {
            return Optional.of(Path.of(set));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(p -> p.resolve("shared/golden"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
