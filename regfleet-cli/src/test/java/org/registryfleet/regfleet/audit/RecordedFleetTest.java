package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Action;
import org.registryfleet.schemas.Events;

import java.nio.file.Path;

/**
 * Today's rules over a recorded fleet: a rule that decides otherwise than when the fleet was
 * recorded is found here, and either mended or recorded again and reviewed.
 */
class RecordedFleetTest {

    private static final String AGAIN =
            """

            %s
            A rule decides otherwise than it did for the recorded fleet. If that is meant, read the
            differences above, say in the commit why they are right, and record the fleet again:

              F=regfleet-cli/src/test/resources/recorded-fleet.zip
              rm $F && ./regfleet local --fresh --record $F
            """;

    private static final Events EVENTS = Events.singleObject();

    @TempDir private Path folder;

    @Test
    void everyDecisionIsStillTheSame() {
        check(run("replay", "--bundle", Recording.file().toString()));
    }

    @Test
    void theRecordingIsAsItWasExported() {
        var verdict = run("verify", Recording.file().toString(), "-o", "json").tree();

        assertThat(verdict.path("whole").asBoolean()).as(verdict.toPrettyString()).isTrue();
        assertThat(verdict.path("records").asInt()).isGreaterThan(1_000);
    }

    @Test
    void holdsTheStoryOfEveryKindOfCluster() {
        var fleet = run("at", Recording.END.toString(), "-o", "json").tree();

        assertThat(fleet.path("clusters"))
                .extracting(one -> one.at("/status/summary").asText())
                .hasSizeGreaterThan(8)
                .contains("Available", "Removed");
    }

    @Test
    void aDifferenceNamesItsFieldAndHowToRecordAgain() {
        var otherRule =
                new AuditCommands(
                        () -> Recording.Changed.by(RecordedFleetTest::withOtherReplicas),
                        folder,
                        Recording.END);

        assertThatThrownBy(() -> check(otherRule.run("replay")))
                .hasMessageContaining("registry decided otherwise about ")
                .hasMessageContaining("first difference: /body/spec/replicas")
                .hasMessageContaining("recorded: 7")
                .hasMessageContaining("today:    1")
                .hasMessageContaining("./regfleet local --fresh --record");
    }

    /** As if every Deployment had been asked for with seven replicas. */
    private static EventLogRecord withOtherReplicas(EventLogRecord record) {
        var value = record.value();
        if (value == null
                || !(EVENTS.decode(value) instanceof Action action)
                || !action.getObject().getKind().equals("Deployment")) {
            return record;
        }
        action.setBody(action.getBody().replace("\"replicas\":1", "\"replicas\":7"));
        return Recording.with(record, EVENTS.encode(action));
    }

    private static void check(AuditCommands.Result replay) {
        assertThat(replay.exitStatus()).withFailMessage(AGAIN, replay.out()).isZero();
        assertThat(replay.out()).contains("come out the same, byte for byte");
    }

    private AuditCommands.Result run(String... arguments) {
        return new AuditCommands(Recording::open, folder, Recording.END).run(arguments);
    }
}
