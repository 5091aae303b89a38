package org.registryfleet.statusreporter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.Situations.NOW;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.events.Verb;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.statusreporter.fleet.FleetView;
import org.registryfleet.statusreporter.fleet.Origin;
import org.registryfleet.statusreporter.fleet.StageName;

import java.util.List;
import java.util.Map;

class FleetIntakeTest {

    private static final Decision DECISION =
            Decision.newBuilder()
                    .setRule("storage-ready")
                    .setReason("The claim is there")
                    .setDecidedAt(NOW)
                    .setTrigger(new Cause(Topics.OBSERVATIONS, 3, 40L))
                    .setBasis(List.of())
                    .build();
    private static final ObjectKey CONFIG =
            new ObjectKey("imageregistry.operator.openshift.io/v1", "Config", "", "cluster");

    private final FleetView view = new FleetView();
    private final FleetIntake intake = new FleetIntake(view);

    @Test
    void foldsTheRecordsOfACluster() {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        intake.accept(at(Topics.OBSERVATIONS, 40), "c1", observation());
        intake.accept(at(Topics.STORAGE, 5), "c1", storage());
        intake.accept(at(Topics.STORAGE_OUTCOMES, 6), "c1", outcome());
        intake.accept(at(Topics.STORAGE_ACTIONS, 6), "c1", action("x".repeat(5000)));

        var cluster = view.find("c1").orElseThrow();

        assertThat(cluster.displayName()).isEqualTo("One");
        var storage = cluster.resultOf(StageName.STORAGE).orElseThrow();
        assertThat(storage.facts())
                .containsEntry("phase", "READY")
                .containsEntry("configGeneration", 4L)
                .doesNotContainKeys("decision", "cluster", "contribution");
        assertThat(storage.reasoning().trigger()).isEqualTo(at(Topics.OBSERVATIONS, 40));
        assertThat(cluster.sightings().getFirst().object()).isEqualTo("Config cluster");
        var action = cluster.actionsOf(StageName.STORAGE).getFirst();
        assertThat(action.change()).hasSize(2001);
        assertThat(action.outcome()).isNotNull();
    }

    @Test
    void takesATombstoneForALeave() {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        intake.accept(at(Topics.CLUSTERS, 2), "c1", null);

        assertThat(view.find("c1")).isEmpty();
    }

    @Test
    void keepsTheCredentialToItself() {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());

        assertThat(view.find("c1").orElseThrow().toString()).doesNotContain("kubeconfig");
    }

    private static Origin at(String topic, long offset) {
        return new Origin(topic, 3, offset);
    }

    private static ClusterRegistration registration() {
        return ClusterRegistration.newBuilder()
                .setCluster("c1")
                .setDisplayName("One")
                .setLabels(Map.of("region", "north"))
                .setCredential("kubeconfig:one")
                .build();
    }

    private static Observation observation() {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession("s")
                .setSequence(0)
                .setType(ObservationType.MODIFIED)
                .setObject(CONFIG)
                .setObservedAt(NOW)
                .build();
    }

    private static StorageProvisioned storage() {
        var record =
                StorageProvisioned.newBuilder()
                        .setCluster("c1")
                        .setConfigGeneration(4)
                        .setPhase(StoragePhase.READY)
                        .setContribution("{\"env\":[]}")
                        .setDecision(DECISION)
                        .build();
        var events = Events.singleObject();
        return events.decode(events.encode(record), StorageProvisioned.class);
    }

    private static Action action(String body) {
        return Action.newBuilder()
                .setId("a1")
                .setCluster("c1")
                .setStage("storage")
                .setVerb(Verb.PATCH)
                .setObject(CONFIG)
                .setBody(body)
                .setDeadline(NOW)
                .setDecision(DECISION)
                .build();
    }

    private static Outcome outcome() {
        return Outcome.newBuilder()
                .setAction("a1")
                .setCluster("c1")
                .setStage("storage")
                .setObject(CONFIG)
                .setResult(OutcomeResult.DONE)
                .setFinishedAt(NOW)
                .setCause(new Cause(Topics.STORAGE_ACTIONS, 3, 6L))
                .build();
    }
}
