package org.registryfleet.objectstorage.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult.Failed;
import org.registryfleet.objectstorage.ExternalResults;

import java.time.Duration;
import java.time.Instant;

class ProviderCircuitBreakersTest {

    private static final ExternalResourceResult DONE =
            new ExternalResourceResult.Done(JsonNodeFactory.instance.objectNode());
    private static final Failed DOWN =
            ExternalResults.failed(0, ExternalResults.UNKNOWN, "no answer");

    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private final ProviderCircuitBreakers circuits =
            new ProviderCircuitBreakers(() -> now, Duration.ofSeconds(15));
    private int asked;

    @Test
    void opensAfterThreeOutagesInARow() {
        ask(DOWN);
        ask(DOWN);
        ask(DONE);
        ask(DOWN);
        ask(DOWN);
        ask(DOWN);
        assertThat(asked).isEqualTo(6);

        assertThat(ask(DONE)).isInstanceOf(Failed.class);
        assertThat(asked).isEqualTo(6);
    }

    @Test
    void letsOneCallFindOutAndTheOthersWaitForIt() {
        open();
        now = now.plusSeconds(5);

        var probe =
                circuits.guard(
                        account("a"),
                        "probe",
                        () -> {
                            assertThat(ask(DONE)).isInstanceOf(Failed.class);
                            return DONE;
                        });

        assertThat(probe).isEqualTo(DONE);
        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void staysOpenTwiceAsLongAfterEveryProbeThatFails() {
        open();
        now = now.plusSeconds(5);
        ask(DOWN);
        now = now.plusSeconds(9);
        assertThat(ask(DONE)).isInstanceOf(Failed.class);
        now = now.plusSeconds(1);
        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void opensAtOnceForAsLongAsTheProviderWants() {
        ask(ExternalResults.failed(429, "SlowDown", "slow down", Duration.ofMinutes(5)));

        now = now.plusSeconds(299);
        assertThat(((Failed) ask(DONE)).retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void takesNoRefusalAndNoUnfinishedWorkForAnOutage() {
        for (int i = 0; i < 4; i++) {
            ask(ExternalResults.refused("AccessDenied", "no"));
            ask(ExternalResults.unfinished("bkt"));
        }
        assertThat(ask(DONE)).isEqualTo(DONE);
    }

    @Test
    void asksForAnotherAccount() {
        open();

        assertThat(circuits.guard(account("b"), "c", () -> DONE)).isEqualTo(DONE);
    }

    private void open() {
        ask(DOWN);
        ask(DOWN);
        ask(DOWN);
    }

    private ExternalResourceResult ask(ExternalResourceResult answer) {
        return circuits.guard(
                account("a"),
                "c",
                () -> {
                    asked++;
                    return answer;
                });
    }

    private static ProviderCircuitBreakers.Account account(String id) {
        var credentials = JsonNodeFactory.instance.objectNode().put("id", id);
        return new ProviderCircuitBreakers.Account("s3", "eu-west-1", credentials, "");
    }
}
