package org.registryfleet.fleetpolicy.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Contact;
import org.registryfleet.events.Decision;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyTarget;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.List;

class FleetTargetsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private final Events events = Events.singleObject();
    private final FleetTargets targets = new FleetTargets(events);

    /** A rollout pauses for what is out of reach, and passes over what it may not write to. */
    @ParameterizedTest
    @CsvSource({
        "CONNECTED, false, true, true",
        "LOST, false, false, true",
        "CONNECTED, true, true, true",
        "LOST, true, true, false"
    })
    void doesNotTakeSleepForAFailure(
            Contact contact, boolean hibernating, boolean reachable, boolean writable) {
        take(Topics.CLUSTERS, registration(hibernating));
        take(Topics.STATUS, status(contact));

        assertThat(target().reachable()).isEqualTo(reachable);
        assertThat(target().writable()).isEqualTo(writable);
    }

    @Test
    void tellsOfAClusterOnce() {
        take(Topics.CLUSTERS, registration(false));

        assertThat(targets.news(NOW)).hasSize(1);
        take(Topics.CLUSTERS, registration(false));
        assertThat(targets.news(NOW)).isEmpty();
    }

    private PolicyTarget target() {
        var told = targets.news(NOW);
        targets.told("c1", null); // so that the next question is answered, too
        return ((PolicyFact.Seen) told.getFirst()).target();
    }

    private static ClusterRegistration registration(boolean hibernating) {
        return ClusterRegistration.newBuilder()
                .setCluster("c1")
                .setCredential("kubeconfig:c1")
                .setMode(OwnershipMode.FULL)
                .setHibernating(hibernating)
                .build();
    }

    private static ClusterStatus status(Contact contact) {
        var decision =
                Decision.newBuilder()
                        .setRule("r")
                        .setReason("")
                        .setDecidedAt(NOW)
                        .setTrigger(null)
                        .setBasis(List.of())
                        .build();
        return ClusterStatus.newBuilder()
                .setCluster("c1")
                .setContact(contact)
                .setSummary("Available")
                .setReason("")
                .setMessage("")
                .setSince(NOW)
                .setDecision(decision)
                .build();
    }

    private void take(String topic, SpecificRecord record) {
        targets.accept(new ConsumerRecord<>(topic, 0, 0, "c1", events.encode(record)));
    }
}
