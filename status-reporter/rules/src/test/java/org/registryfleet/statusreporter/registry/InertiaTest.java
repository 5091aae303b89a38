package org.registryfleet.statusreporter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.NOW;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.deployment;
import static org.registryfleet.statusreporter.registry.Judged.CREATION;
import static org.registryfleet.statusreporter.registry.Judged.judge;
import static org.registryfleet.statusreporter.registry.Judged.words;

import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;

/** Conditions that change by the passing of time alone. */
class InertiaTest {

    @Test
    void waitsUntilMoreThanFiveMinutesHavePassed() {
        var exactly =
                "- {type: Available, status: \"False\", lastTransitionTime:"
                        + " \"2026-11-20T09:55:00Z\"}";

        var judged = judge("Managed", deployment(""), UpstreamApplyError.none(), exactly);

        assertThat(words(judged)).contains("F/NoReplicasAvailable").contains(" F/ F/");
        assertThat(judged.nextStep()).contains(NOW.plusMillis(1));
    }

    @Test
    void asksToBeWokenAtTheDeadlineOfAFreshOutage() {
        var judged = judge("Managed", deployment(""), UpstreamApplyError.none(), "");

        assertThat(judged.nextStep()).contains(NOW.plus(Duration.ofMinutes(5)).plusMillis(1));
    }

    @Test
    void hasNoDeadlineWhenAllIsWell() {
        assertThat(judge("Managed", complete(), UpstreamApplyError.none(), "").nextStep())
                .isEmpty();
        assertThat(judge("Removed", null, UpstreamApplyError.none(), "").nextStep()).isEmpty();
    }

    @Test
    void degradesAWorkingRegistryWhoseErrorLasts() {
        var progressing =
                "- {type: Progressing, status: \"True\", reason: Error, lastTransitionTime:"
                        + " \"2026-11-20T09:54:59Z\"}";

        var judged = judge("Managed", complete(), CREATION, progressing);

        assertThat(words(judged)).isEqualTo("T/Ready T/Error T/ErrorPersists F/");
        assertThat(judge("Managed", complete(), CREATION, "").nextStep())
                .contains(NOW.plus(Duration.ofMinutes(5)).plusMillis(1));
    }

    @Test
    void degradesARemovalThatKeepsFailing() {
        var progressing =
                "- {type: Progressing, status: \"True\", lastTransitionTime:"
                        + " \"2026-11-20T09:54:59Z\"}";

        assertThat(words(judge("Removed", null, CREATION, progressing)))
                .isEqualTo("T/Removed T/Removing T/RemoveFailed T/Removed");
    }
}
