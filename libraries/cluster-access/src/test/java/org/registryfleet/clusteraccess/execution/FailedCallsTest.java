package org.registryfleet.clusteraccess.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.clusteraccess.execution.Actions.configMap;
import static org.registryfleet.clusteraccess.execution.Namespace.map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.time.Duration;

/** Outcomes of actions that fail. */
class FailedCallsTest {

    @TempDir Path folder;
    private Namespace namespace;

    @BeforeEach
    void start() {
        namespace = new Namespace(folder);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @Test
    void refusesACreateInAMissingNamespace() {
        var key = new ObjectKey("v1", "ConfigMap", "nowhere", "m");
        var outcome =
                namespace.execute(
                        Actions.create(
                                key,
                                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','namespace':'nowhere'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "429,LATER,7000",
        "500,LATER,7000",
        "503,LATER,7000",
        "403,REFUSED,7000",
        "413,REFUSED,7000"
    })
    void sortsErrorsIntoRefusedAndLater(int code, OutcomeResult result, long retryAfter) {
        namespace.cluster().faults().always(new Fault.Answer(code, Duration.ofSeconds(7)));

        var outcome = namespace.execute(Actions.create(configMap("m"), map("{}")));

        assertThat(outcome.getResult()).isEqualTo(result);
        assertThat(outcome.getCode()).isEqualTo(code);
        assertThat(outcome.getRetryAfterMillis()).isEqualTo(retryAfter);
    }

    @Test
    void givesUpOnAServerThatHangs() {
        namespace.cluster().faults().always(new Fault.Hang());

        var outcome = namespace.execute(Actions.create(configMap("m"), map("{}")));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.LATER);
        assertThat(outcome.getReason()).isEqualTo("Timeout");
    }

    @Test
    void tellsWhenNobodyAnswers() {
        namespace.cluster().faults().always(new Fault.Refusal());
        assertThat(namespace.execute(Actions.create(configMap("m"), map("{}"))).getReason())
                .isEqualTo("Unreachable");
    }

    @Test
    void asksTheClusterForKindsItDoesNotKnow() {
        var outcome =
                namespace.execute(
                        Actions.create(
                                new ObjectKey("example.org/v1", "Widget", "", "w"),
                                "{'apiVersion':'example.org/v1','kind':'Widget','metadata':{'name':'w'}}"));

        assertThat(outcome.getResult()).isEqualTo(OutcomeResult.REFUSED);
        assertThat(outcome.getReason()).isEqualTo("NotFound");
    }
}
