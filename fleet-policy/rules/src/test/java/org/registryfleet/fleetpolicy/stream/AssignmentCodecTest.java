package org.registryfleet.fleetpolicy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.events.RequestState;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.AssignedField.Mode;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.Danger;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.fleetpolicy.assignment.SpecField;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

class AssignmentCodecTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:15:30.250Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Events events = Events.singleObject();

    @ParameterizedTest
    @EnumSource
    void comesBackAsItWas(Mode mode) {
        var field =
                AssignedField.requested(SpecField.STORAGE, JSON.objectNode().put("a", 1))
                        .withClaim(JSON.objectNode().put("kind", "PersistentVolumeClaim"))
                        .allowing(Set.of(Danger.REMOVAL, Danger.STORAGE_CHANGE))
                        .from(new AssignedField.Source("edge", 3, mode, true));
        var plain = AssignedField.requested(SpecField.REPLICAS, JSON.numberNode(2));
        var assignment =
                new Assignment(
                        "r1",
                        List.of(field, plain),
                        "eve",
                        AT,
                        "why",
                        new Assignment.Seen("uid", 7));

        var read = events.decode(events.encode(AssignmentCodec.encode("c1", assignment)));

        assertThat(AssignmentCodec.requested(read)).isEqualTo(new Assignment.Requested(assignment));
        assertThat(AssignmentCodec.assigned(read)).isEqualTo(new Assignment.Assigned(assignment));
    }

    @ParameterizedTest
    @CsvSource({
        "config.replicas, {, '', a value is no JSON",
        "replicas, 1, '', '\"replicas\" is no field'",
        "config., 1, '', '\"config.\" is no field'",
        "config.storage, {}, 1, a claim is no object"
    })
    void refusesWhatIsNoFieldOrNoValue(String field, String value, String claim, String why) {
        var record = record(field, value, claim, List.of());

        assertThatThrownBy(() -> AssignmentCodec.decode(record))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining(why);
    }

    @Test
    void allowsNothingByAWordThatItDoesNotKnow() {
        var record = record("config.replicas", "1", "", List.of("Removal", "OfALaterRelease"));

        assertThat(AssignmentCodec.decode(record).fields().getFirst().allow())
                .containsExactly(Danger.REMOVAL);
    }

    @ParameterizedTest
    @EnumSource
    void bringsAnOutcomeBack(RequestOutcome.State state) {
        var outcome = new RequestOutcome("r1", "eve", state, "m", AT);

        assertThat(RequestOutcomes.decode(RequestOutcomes.encode(outcome))).isEqualTo(outcome);
    }

    @Test
    void takesAnOutcomeOfALaterReleaseForRefused() {
        var outcome = new RequestOutcome("r1", "eve", RequestOutcome.State.DONE, "m", AT);
        var record = Objects.requireNonNull(RequestOutcomes.encode(outcome));
        record.setState(RequestState.UNKNOWN);

        assertThat(RequestOutcomes.decode(record))
                .isEqualTo(new RequestOutcome("r1", "eve", RequestOutcome.State.REFUSED, "m", AT));
        assertThat(RequestOutcomes.encode(null)).isNull();
        assertThat(RequestOutcomes.decode(null)).isNull();
    }

    private static org.registryfleet.events.Assignment record(
            String field, String value, String claim, List<String> allow) {
        return org.registryfleet.events.Assignment.newBuilder()
                .setCluster("c1")
                .setId("r1")
                .setAt(AT)
                .setFields(
                        List.of(
                                org.registryfleet.events.AssignedField.newBuilder()
                                        .setField(field)
                                        .setValue(value)
                                        .setClaim(claim)
                                        .setAllow(allow)
                                        .build()))
                .build();
    }
}
