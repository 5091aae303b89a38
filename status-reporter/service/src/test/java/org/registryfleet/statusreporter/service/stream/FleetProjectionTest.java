package org.registryfleet.statusreporter.service.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.NOW;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Contact;
import org.registryfleet.events.Decision;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.OperandFailure;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.RegistryPhase;
import org.registryfleet.events.StoragePhase;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.events.UnreadableKind;
import org.registryfleet.events.UnreadableReason;
import org.registryfleet.events.Verb;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.statusreporter.service.fleet.ClusterOrigin;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.PolicyFixture;
import org.registryfleet.statusreporter.service.fleet.ReasonChain;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.fleet.StageName;

import java.util.List;
import java.util.Map;

class FleetProjectionTest {

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
    private final FleetProjection intake = new FleetProjection(view, new FleetMembers());

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
        assertThat(cluster.observations().getFirst().object()).isEqualTo("Config cluster");
        var action = cluster.actionsOf(StageName.STORAGE).getFirst();
        assertThat(action.change()).hasSize(2001);
        assertThat(action.outcome()).isNotNull();
    }

    @Test
    void tellsWhatTheWatchMayNotReadAndWhenItsCredentialEnds() {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        var events = new ObjectKey("v1", "Event", "openshift-image-registry", "");
        var routes = new ObjectKey("route.openshift.io/v1", "Route", "a", "");
        intake.accept(
                at(Topics.OBSERVATIONS, 1),
                "c1",
                mark(ObservationType.SYNCED)
                        .setUnreadable(
                                List.of(
                                        new UnreadableKind(events, UnreadableReason.FORBIDDEN),
                                        new UnreadableKind(routes, UnreadableReason.NOT_SERVED)))
                        .build());
        intake.accept(
                at(Topics.OBSERVATIONS, 2),
                "c1",
                mark(ObservationType.CREDENTIAL).setCredentialEnds(NOW).build());

        var watch = view.find("c1").orElseThrow().watch();
        assertThat(watch.missingRights())
                .containsExactly("list and watch events in openshift-image-registry");
        assertThat(watch.credentialEnds()).isEqualTo(NOW);

        // another session that says nothing of an end
        intake.accept(at(Topics.OBSERVATIONS, 3), "c1", mark(ObservationType.RESUMED).build());
        assertThat(view.find("c1").orElseThrow().watch().credentialEnds()).isNull();
        intake.accept(at(Topics.OBSERVATIONS, 4), "c1", mark(ObservationType.SYNCED).build());
        assertThat(view.find("c1").orElseThrow().watch().missingRights()).isEmpty();
    }

    @Test
    void tellsWhereAClusterWasImportedFrom() {
        var registration =
                ClusterRegistration.newBuilder(registration())
                        .setSource("acm")
                        .setSourceRef("ManagedCluster c1")
                        .build();
        var report =
                InventorySource.newBuilder()
                        .setSource("acm")
                        .setType("ocm")
                        .setHub("prod")
                        .setState(InventoryState.OK)
                        .setSince(NOW)
                        .setFound(1)
                        .setDecidedAt(NOW);
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration);
        assertThat(view.origin(view.find("c1").orElseThrow()).orElseThrow().hub()).isEmpty();

        intake.accept(at(Topics.INVENTORY, 1), "acm", report.build());

        assertThat(view.origin(view.find("c1").orElseThrow()))
                .contains(new ClusterOrigin("prod", "acm", "ManagedCluster c1"));
        assertThat(view.all()).hasSize(1);
        assertThat(view.sources()).singleElement().matches(one -> one.remedy().isEmpty());
        intake.accept(
                at(Topics.INVENTORY, 2), "acm", report.setState(InventoryState.UNREADABLE).build());
        assertThat(view.sources()).singleElement().matches(one -> one.remedy().contains("prod"));
    }

    private static Observation.Builder mark(ObservationType type) {
        return Observation.newBuilder()
                .setCluster("c1")
                .setSession("s")
                .setSequence(1)
                .setType(type)
                .setObservedAt(NOW);
    }

    @Test
    void refusesARecordUnderTheKeyOfAnotherCluster() {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        var before = view.version();

        assertThatThrownBy(() -> intake.accept(at(Topics.OBSERVATIONS, 40), "c2", observation()))
                .isInstanceOf(UndecodableEventException.class)
                .hasMessageContaining("is about cluster 'c1', its key is 'c2'");
        assertThat(view.version()).isEqualTo(before);
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

    @Test
    void takesTheResultsOfEveryStageInOrder() {
        var platform =
                PlatformDetected.newBuilder()
                        .setCluster("c1")
                        .setPlatform("VSphere")
                        .setSource(PlatformSource.INFRASTRUCTURE)
                        .setRecognised(true)
                        .setEvidence(List.of("the Infrastructure object says so"))
                        .setDecision(DECISION)
                        .build();
        var registry =
                RegistryDeployed.newBuilder()
                        .setCluster("c1")
                        .setPhase(RegistryPhase.APPLIED)
                        .setFailures(List.of(new OperandFailure("nodeca", "f", NOW, false)))
                        .setDecision(Decision.newBuilder(DECISION).setTrigger(null).build())
                        .build();
        var status =
                ClusterStatus.newBuilder()
                        .setCluster("c1")
                        .setContact(Contact.CONNECTED)
                        .setSummary("Available")
                        .setSince(NOW)
                        .setDecision(DECISION)
                        .build();
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        intake.accept(at(Topics.STATUS, 1), "c1", status);
        intake.accept(at(Topics.REGISTRIES, 1), "c1", registry);
        intake.accept(at(Topics.PLATFORMS, 1), "c1", platform);

        var cluster = view.find("c1").orElseThrow();
        var chain = ReasonChain.of(cluster).links();

        assertThat(chain)
                .extracting(ReasonChain.Link::stage)
                .containsExactly(StageName.PLATFORM, StageName.REGISTRY, StageName.STATUS);
        assertThat(chain.get(0).result().facts())
                .containsEntry("evidence", List.of("the Infrastructure object says so"));
        assertThat(chain.get(1).event()).isEqualTo("the passing of time");
        assertThat(chain.get(1).result().facts().get("failures").toString())
                .contains("part=nodeca");
        assertThat(cluster.status()).isNotNull();
    }

    @Test
    void passesOverTheActionsOfAStageItDoesNotKnow() {
        var foreign = Action.newBuilder(action("{}")).setStage("later").build();
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        intake.accept(at(Topics.STORAGE_ACTIONS, 1), "c1", foreign);

        var cluster = view.find("c1").orElseThrow();

        assertThat(StageName.values())
                .allSatisfy(stage -> assertThat(cluster.actionsOf(stage)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ''",
                "{\"managementState\":\"Managed\",\"s3\":{\"bucket\":\"b\",\"region\":\"r\"}} | s3 b",
                "{\"azure\":{\"accountName\":\"a\",\"container\":\"c\"}} | azure c",
                "{\"pvc\":{\"claim\":\"c\"}} | pvc c",
                "{\"emptyDir\":{}} | 'emptyDir '"
            })
    void knowsTheStorageInForce(String statusStorage, String storage) {
        intake.accept(at(Topics.CLUSTERS, 1), "c1", registration());
        intake.accept(
                at(Topics.STORAGE, 5),
                "c1",
                StorageProvisioned.newBuilder(storage()).setStatusStorage(statusStorage).build());

        assertThat(view.find("c1").orElseThrow().switches().storage()).isEqualTo(storage);
    }

    private static RecordPosition at(String topic, long offset) {
        return new RecordPosition(topic, 3, offset);
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

    @Test
    void keepsPoliciesAndWhatTheyAssign() {
        intake.accept(new RecordPosition(Topics.POLICIES, 0, 1), "edge", PolicyFixture.waiting());
        intake.accept(
                new RecordPosition(Topics.ASSIGNMENTS, 0, 1),
                "alpha",
                PolicyFixture.assignment("alpha"));
        intake.accept(
                new RecordPosition(Topics.CLUSTERS, 0, 1),
                "alpha",
                PolicyFixture.registration("alpha"));

        assertThat(view.policies()).extracting(report -> report.policy()).containsExactly("edge");
        assertThat(view.find("alpha").orElseThrow().policies().fields()).hasSize(1);

        intake.withdrawn("edge");
        assertThat(view.policies()).isEmpty();
        assertThat(view.policy("edge")).isEmpty();
    }

    @Test
    void doesNotTakeARequestForWhatPoliciesAssign() {
        intake.accept(
                new RecordPosition(Topics.REQUESTS, 0, 1),
                "alpha",
                PolicyFixture.assignment("alpha"));
        intake.accept(
                new RecordPosition(Topics.CLUSTERS, 0, 1),
                "alpha",
                PolicyFixture.registration("alpha"));

        assertThat(view.find("alpha").orElseThrow().policies().fields()).isEmpty();
    }

    @Test
    void tellsAnAnswerInWhicheverOrderItIsRead() {
        intake.accept(new RecordPosition(Topics.POLICIES, 0, 1), "edge", PolicyFixture.waiting());
        PolicyFixture.said()
                .forEach(
                        said ->
                                intake.accept(
                                        new RecordPosition(Topics.POLICY_EVENTS, 0, 1),
                                        "fleet",
                                        said));

        assertThat(view.policy("edge").orElseThrow().commands().getFirst().refusal())
                .isEqualTo("there is no stage prd");
    }
}
