package org.registryfleet.statusreporter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.Situations.complete;
import static org.registryfleet.statusreporter.Situations.managed;
import static org.registryfleet.statusreporter.report.Written.find;
import static org.registryfleet.statusreporter.report.Written.result;
import static org.registryfleet.statusreporter.report.Written.whole;
import static org.registryfleet.statusreporter.report.Written.words;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.statusreporter.Situations;
import org.registryfleet.statusreporter.summary.Summary;
import org.registryfleet.statusreporter.upstream.PlatformResult;

import java.util.List;

/** What is reported while an object that others make is not there. */
class MissingObjectsTest {

    private static final PlatformResult PLAIN_KUBERNETES =
            new PlatformResult("None", true, "", false, List.of());

    @Test
    void reportsThePrunerWithoutAConfig() {
        var decision = whole(managed()).without(Subjects.CONFIG).decide();

        assertThat(words(decision, "ImagePruner", "Available")).isEqualTo("True AsExpected");
        assertThat(decision.desired())
                .singleElement()
                .satisfies(status -> assertThat(status.ref()).isEqualTo(Subjects.PRUNER));
        assertThat(result(decision).headline().reason()).isEqualTo("ConfigMissing");
    }

    @Test
    void writesNoPrunerStatusBesideAnOperatorInTheCluster() {
        var situation = whole(managed()).without(Subjects.CONFIG);

        assertThat(situation.mode(Registration.Ownership.ASSIST).decide().desired()).isEmpty();
    }

    @Test
    void asksForNoClusterOperatorWhereNobodyServesOne() {
        var situation = whole(managed()).with(complete()).with(PLAIN_KUBERNETES);
        Situations without = situation.without(Subjects.OPERATOR);

        var decision = without.decide();

        assertThat(decision.desired())
                .isNotEmpty()
                .noneMatch(desired -> desired.ref().equals(Subjects.OPERATOR));
        assertThat(result(decision).headline().summary()).isEqualTo(Summary.AVAILABLE);
        assertThat(find(situation.decide(), "ClusterOperator")).isPresent();
    }
}
