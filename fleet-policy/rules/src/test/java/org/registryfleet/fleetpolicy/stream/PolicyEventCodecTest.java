package org.registryfleet.fleetpolicy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyEventType;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.PolicyTarget;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.GoldenEvents;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

class PolicyEventCodecTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:15:30.250Z");
    private static final Command COMMAND = new Command("k1", "edge", "alice", "it is time");

    private final Events events = Events.singleObject();

    static Stream<PolicyFact> facts() {
        var verdict =
                new FieldVerdict(
                        SpecField.REPLICAS,
                        "edge",
                        2,
                        FieldVerdict.State.REFUSED,
                        "somebody has set it",
                        false,
                        "",
                        0);
        return Stream.of(
                new PolicyFact.Applied(AT, COMMAND, "{}", 1, "confirmed"),
                new PolicyFact.Deleted(AT, COMMAND),
                new PolicyFact.Stepped(
                        AT, COMMAND, Step.RETRY, 2, "prod", new TreeSet<>(List.of("c1", "c2"))),
                new PolicyFact.Seen(
                        AT,
                        "c1",
                        new PolicyTarget(
                                Map.of("env", "edge"),
                                "VSphere",
                                true,
                                true,
                                false,
                                "Available",
                                true,
                                List.of(verdict))),
                new PolicyFact.Left(AT, "c1"),
                new PolicyFact.Tick(AT));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void survivesTheLog(PolicyFact fact) {
        var bytes = events.encode(PolicyEventCodec.encode(fact));

        assertThat(PolicyEventCodec.decode(events.decode(bytes, PolicyEvent.class)))
                .isEqualTo(fact);
    }

    @Test
    void readsFactsOfEveryRelease() {
        assertThat(GoldenEvents.of(PolicyEvent.class))
                .isNotEmpty()
                .allSatisfy(
                        event ->
                                assertThat(PolicyEventCodec.encode(PolicyEventCodec.decode(event)))
                                        .isEqualTo(event));
    }

    @Test
    void rejectsWhatItDoesNotKnow() {
        var event = PolicyEventCodec.encode(new PolicyFact.Tick(AT));
        event.setType(PolicyEventType.UNKNOWN);
        assertThatThrownBy(() -> PolicyEventCodec.decode(event))
                .isInstanceOf(UndecodableEventException.class);
        event.setType(PolicyEventType.STEPPED);
        assertThatThrownBy(() -> PolicyEventCodec.decode(event))
                .hasMessageContaining("there is no step");
        event.setType(PolicyEventType.SEEN);
        assertThatThrownBy(() -> PolicyEventCodec.decode(event))
                .hasMessageContaining("not described");
    }
}
