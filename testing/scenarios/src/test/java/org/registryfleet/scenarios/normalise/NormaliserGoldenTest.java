package org.registryfleet.scenarios.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.recorded.RecordedScenarios;
import org.registryfleet.scenarios.Golden;

class NormaliserGoldenTest {

    @Test
    void leavesEveryRecordedObjectAsItIs() {
        int objects = 0;
        for (var golden : Golden.scenarios()) {
            for (var stage : golden.orderedStages()) {
                for (var object : stage.objects().entrySet()) {
                    assertThat(Normaliser.normalise(object.getValue(), NormalisedGenerations.NONE))
                            .as("%s %s %s", golden.id(), stage.name(), object.getKey())
                            .isEqualTo(object.getValue());
                    objects++;
                }
            }
        }
        assertThat(objects).isGreaterThan(RecordedScenarios.find().isComplete() ? 4000 : 600);
    }
}
