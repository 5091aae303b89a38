package org.registryfleet.platformdetector.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.stage.view.Unreadable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cluster as observed, written in YAML. */
public record Cluster(List<Observed> objects) {

    public static Cluster empty() {
        return new Cluster(List.of());
    }

    public Cluster with(String yaml) {
        var more = new ArrayList<>(objects);
        more.add(observed(yaml));
        return new Cluster(List.copyOf(more));
    }

    public Cluster withInfrastructure(String status) {
        return with(
                "{apiVersion: config.openshift.io/v1, kind: Infrastructure,"
                        + " metadata: {name: cluster}, status: "
                        + status
                        + "}");
    }

    public Cluster withPlatform(String type) {
        return withInfrastructure(
                "{platformStatus: {type: \"" + type + "\"}, infrastructureName: test-abcde}");
    }

    public Cluster withNode(String name, String providerId, Map<String, String> labels) {
        var json = new StringBuilder("{");
        labels.forEach(
                (key, value) ->
                        json.append('"').append(key).append("\": \"").append(value).append("\","));
        return with(
                "{apiVersion: v1, kind: Node, metadata: {name: "
                        + name
                        + ", labels: "
                        + json
                        + "}}, spec: {providerID: \""
                        + providerId
                        + "\"}}");
    }

    public Snapshot snapshot() {
        return Snapshot.of(objects);
    }

    /** What the stage says when it may not list some of it. */
    public PlatformFacts facts(Unreadable... unreadable) {
        var view =
                View.<PlatformFacts>of("c1")
                        .withComplete(true)
                        .withObjects(snapshot())
                        .withUnreadable(Set.of(unreadable));
        var facts = new PlatformStage().decide(view, java.time.Instant.EPOCH).result();
        if (facts == null) {
            throw new AssertionError("a complete view always has a result");
        }
        return facts;
    }

    public static Observed observed(String yaml) {
        try {
            JsonNode content = new YAMLMapper().readTree(yaml);
            var metadata = content.path("metadata");
            var ref =
                    new ObjectRef(
                            content.path("apiVersion").asText(),
                            content.path("kind").asText(),
                            metadata.path("namespace").asText(""),
                            metadata.path("name").asText());
            return new Observed(ref, "uid-1", "1", content);
        } catch (java.io.IOException e) {
            throw new AssertionError(yaml, e);
        }
    }
}
