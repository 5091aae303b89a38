package org.registryfleet.statusreporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Upstream;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.decision.StatusStage;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A cluster in words: objects as YAML, results of the earlier stages with valid defaults. */
public record StatusScenario(View<ClusterStatusState> view, Instant now) {

    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    public static final StatusStage STAGE =
            new StatusStage("0.0.1-snapshot", Duration.ofMinutes(60));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A cluster without objects whose earlier stages are done with generation 2 of its Config. */
    public static StatusScenario empty() {
        var registration =
                new Registration(
                        "c1",
                        "",
                        java.util.Map.of(),
                        Registration.Ownership.FULL,
                        false,
                        java.util.Map.of());
        var view =
                View.<ClusterStatusState>of("c1")
                        .withRegistration(registration)
                        .withComplete(true)
                        .withContact(new Connectivity(Connectivity.State.CONNECTED, null, ""));
        return new StatusScenario(view, NOW)
                .with(storage(2, UpstreamApplyError.none()))
                .with(registry(2, UpstreamApplyError.none()));
    }

    public static StatusScenario managed(String... more) {
        return empty().with(config("Managed", more));
    }

    public static StatusScenario removed(String... more) {
        return empty().with(config("Removed", more));
    }

    public static StorageResult storage(
            long generation, UpstreamApplyError error, EvaluatedCondition... conditions) {
        return new StorageResult(
                new StorageResult.Basis("uid-Config", generation),
                PartProgress.DONE,
                "EmptyDir",
                error,
                List.of(conditions),
                yaml("emptyDir: {}\nmanagementState: Managed"),
                true);
    }

    public static RegistryResult registry(
            long generation, UpstreamApplyError error, RegistryResult.PartFailure... failures) {
        return new RegistryResult(
                new StorageResult.Basis("uid-Config", generation),
                PartProgress.DONE,
                error,
                List.of(),
                List.of(failures));
    }

    /** A Config of generation 2 whose generation 1 has a status. */
    public static String config(String management, String... more) {
        return """
        apiVersion: imageregistry.operator.openshift.io/v1
        kind: Config
        metadata: {name: cluster, generation: 2}
        spec:
          managementState: %s
          storage: {emptyDir: {}}
        status: {observedGeneration: 2, conditions: [], storage: {}, storageManaged: false}
        """
                        .formatted(management)
                + String.join("\n", more);
    }

    /** Generation 8, all three pods in place. */
    public static String deployment(String status) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: image-registry
          namespace: openshift-image-registry
          generation: 8
          annotations: {release.openshift.io/version: "4.20.0"}
        spec: {replicas: 3}
        """
                + status;
    }

    public static String complete() {
        return deployment(
                """
                status:
                  observedGeneration: 8
                  replicas: 3
                  updatedReplicas: 3
                  availableReplicas: 3
                  readyReplicas: 3
                  conditions:
                  - {type: Progressing, status: "True", reason: NewReplicaSetAvailable}
                """);
    }

    public StatusScenario with(String yaml) {
        return with(observed(yaml(yaml)));
    }

    public StatusScenario with(Observed object) {
        return new StatusScenario(view.withObjects(view.objects().with(object)), now);
    }

    public StatusScenario with(Object upstream) {
        return new StatusScenario(view.withUpstream(view.upstream().with(upstream)), now);
    }

    public StatusScenario without(ObjectRef ref) {
        return new StatusScenario(view.withObjects(view.objects().without(ref)), now);
    }

    public StatusScenario forbidding(Unreadable... unreadable) {
        return new StatusScenario(view.withUnreadable(Set.of(unreadable)), now);
    }

    public StatusScenario serving(UnservedKind... allBut) {
        return new StatusScenario(view.withUnserved(Set.of(allBut)), now);
    }

    public StatusScenario withoutResults() {
        return new StatusScenario(view.withUpstream(Upstream.none()), now);
    }

    public StatusScenario at(Instant later) {
        return new StatusScenario(view, later);
    }

    public StatusScenario after(Decision<ClusterStatusState> decision) {
        return new StatusScenario(view.withPrevious(decision.result()), now);
    }

    public StatusScenario lost(@Nullable Instant since) {
        return new StatusScenario(
                view.withContact(
                        new Connectivity(Connectivity.State.LOST, since, "connection refused")),
                now);
    }

    /** Its source says that it is switched off. */
    public StatusScenario hibernating() {
        return new StatusScenario(
                view.withRegistration(
                        new Registration(
                                "c1",
                                "",
                                java.util.Map.of(),
                                Registration.Ownership.FULL,
                                false,
                                true,
                                java.util.Map.of())),
                now);
    }

    public StatusScenario mode(Registration.Ownership mode) {
        var registration =
                new Registration("c1", "", java.util.Map.of(), mode, false, java.util.Map.of());
        return new StatusScenario(view.withRegistration(registration), now);
    }

    /** The cluster is only watched. */
    public StatusScenario held() {
        var registration = java.util.Objects.requireNonNull(view.registration());
        return new StatusScenario(view.withRegistration(registration.held()), now);
    }

    public Decision<ClusterStatusState> decide() {
        return STAGE.decide(view, now);
    }

    public static Snapshot snapshot(List<JsonNode> objects) {
        var observed = new ArrayList<Observed>();
        objects.forEach(object -> observed.add(observed(object)));
        return Snapshot.of(observed);
    }

    public static Observed observed(JsonNode content) {
        var ref =
                new ObjectRef(
                        content.path("apiVersion").asText(),
                        content.path("kind").asText(),
                        content.at("/metadata/namespace").asText(""),
                        content.at("/metadata/name").asText());
        return new Observed(ref, "uid-" + ref.kind(), "1", content);
    }

    public static JsonNode yaml(String text) {
        try {
            return text.isBlank() ? JsonNodeFactory.instance.objectNode() : YAML.readTree(text);
        } catch (java.io.IOException invalid) {
            throw new UncheckedIOException(String.join("\n", Arrays.asList(text)), invalid);
        }
    }
}
