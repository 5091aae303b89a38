package org.registryfleet.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.Golden;

class ScenarioFilesGoldenTest {

    @Test
    void readsAllRecordedScenariosAndStages() {
        var scenarios = Golden.scenarios();

        assertThat(scenarios)
                .hasSizeGreaterThanOrEqualTo(RecordedScenarios.find().isComplete() ? 161 : 30);
        assertThat(scenarios)
                .allSatisfy(s -> assertThat(s.orderedStages()).as(s.id()).isNotEmpty());
    }
}
