package org.registryfleet.registrydeployer.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Upstream;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out what the stage decides on, at once, until nothing is left to do. */
final class LoopedCluster {

    static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int TOO_MANY_ROUNDS = 20;

    private final RegistryStage stage = new RegistryStage(Releases.only(IMAGES));
    private final List<Change> writes = new ArrayList<>();
    private final Map<ObjectRef, String> refusals = new HashMap<>();
    private View<RegistryState> view = View.<RegistryState>of("c1").withComplete(true);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long version = 1;

    /** A cluster with what its installer brings. */
    static LoopedCluster installed() {
        return new LoopedCluster()
                .with(
                        """
                        {apiVersion: v1, kind: Namespace, metadata: {name: openshift-image-registry, annotations: {
                          openshift.io/sa.scc.supplemental-groups: 1000160000/10000}}}
                        """)
                .with(
                        """
                        {apiVersion: v1, kind: Secret, metadata: {name: pull-secret, namespace: openshift-config},
                          data: {.dockerconfigjson: "hmac:00000000000000000000000000000001"}}
                        """)
                .with(
                        "{apiVersion: config.openshift.io/v1, kind: Image, metadata: {name: cluster}, spec: {}}");
    }

    LoopedCluster with(String yaml) {
        return put(parse(yaml));
    }

    /** Replaces the Config's spec; the storage stage is done with it at once. */
    LoopedCluster config(String spec) {
        configOnly(spec);
        return storageReady();
    }

    LoopedCluster configOnly(String spec) {
        var config = JsonNodeFactory.instance.objectNode();
        config.put("apiVersion", OperandObjects.CONFIG.apiVersion()).put("kind", "Config");
        config.putObject("metadata").put("name", "cluster");
        config.set("spec", parse(spec));
        return put(config);
    }

    LoopedCluster storageReady() {
        var config = view.find(OperandObjects.CONFIG).orElseThrow();
        var storage =
                new UpstreamStorage(
                        config.uid(), config.generation(), true, StorageContribution.none());
        view = view.withUpstream(Upstream.none().with(storage));
        return this;
    }

    LoopedCluster without(ObjectRef ref) {
        view = view.withObjects(view.objects().without(ref));
        return this;
    }

    /** From now on the API server refuses to write the object; an empty text ends that. */
    LoopedCluster refusing(ObjectRef ref, String message) {
        if (message.isEmpty()) {
            refusals.remove(ref);
        } else {
            refusals.put(ref, message);
        }
        return this;
    }

    /** From now on nobody can say whether these objects exist. */
    LoopedCluster forbidding(Unreadable... unreadable) {
        view = view.withUnreadable(Set.of(unreadable));
        return this;
    }

    /** From now on the API server does not know these kinds. */
    LoopedCluster serving(UnservedKind... allBut) {
        view = view.withUnserved(Set.of(allBut));
        return this;
    }

    LoopedCluster later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    View<RegistryState> view() {
        return view;
    }

    JsonNode object(ObjectRef ref) {
        return view.find(ref).orElseThrow().content();
    }

    boolean has(ObjectRef ref) {
        return view.objects().contains(ref);
    }

    /** The decision on the view as it is. */
    Decision<RegistryState> decide() {
        return stage.decide(view, now);
    }

    RegistryState state() {
        var result = decide().result();
        if (result == null) {
            throw new IllegalStateException("nothing is known yet");
        }
        return result;
    }

    /** Plays until nothing is written any more; returns the writes. */
    List<Change> settle() {
        writes.clear();
        for (int round = 0; round < TOO_MANY_ROUNDS; round++) {
            var decision = decide();
            view = view.withPrevious(decision.result());
            var issues = issues(decision.desired());
            if (issues == 0) {
                return List.copyOf(writes);
            }
        }
        throw new IllegalStateException("never quiet: " + writes);
    }

    private int issues(List<Desired> desired) {
        var changes =
                desired.stream()
                        .flatMap(one -> Drift.between(one, view.objects()).stream())
                        .toList();
        var plan =
                view.ledger().plan(changes, view.objects(), new LedgerOwner("c1", "registry"), now);
        view = view.withLedger(plan.ledger());
        for (var issue : plan.actions()) {
            writes.add(issue.change());
            var answer = answer(issue.actionId(), issue.change());
            view = view.withLedger(view.ledger().settle(answer, view.objects(), now));
        }
        return plan.actions().size();
    }

    private ActionAnswer answer(String id, Change change) {
        var refusal = refusals.get(change.ref());
        if (refusal != null) {
            return new ActionAnswer.Failed(id, true, false, "Invalid", refusal, Duration.ZERO, now);
        }
        switch (change) {
            case Change.Create create -> put(((ObjectNode) create.body()).deepCopy());
            case Change.Patch patch -> {
                var target = ((ObjectNode) object(patch.ref())).deepCopy();
                MergePatch.apply(target, patch.body());
                put(target);
            }
            case Change.Delete delete -> without(delete.ref());
        }
        var written = view.find(change.ref());
        return new ActionAnswer.Done(
                id,
                written.map(Observed::uid).orElse(""),
                written.map(Observed::resourceVersion).orElse(""));
    }

    private LoopedCluster put(ObjectNode object) {
        var ref =
                new ObjectRef(
                        object.path("apiVersion").asText(),
                        object.path("kind").asText(),
                        object.at("/metadata/namespace").asText(""),
                        object.at("/metadata/name").asText());
        version++;
        object.withObject("/metadata").put("generation", version);
        var observed = new Observed(ref, "uid of " + ref, Long.toString(version), object);
        view = view.withObjects(view.objects().with(observed));
        view = view.withLedger(view.ledger().observe(ref, observed));
        return this;
    }

    private static ObjectNode parse(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
