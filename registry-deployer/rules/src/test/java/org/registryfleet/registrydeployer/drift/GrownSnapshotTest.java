package org.registryfleet.registrydeployer.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.registrydeployer.decision.RegistryStage;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Upstream;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A snapshot that has grown change by change keeps what was derived from it; the decision, to the
 * letter, is the one over a fresh snapshot of the same objects.
 */
class GrownSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STEPS = 400;

    private final RegistryStage stage = new RegistryStage(Releases.only(Cluster.IMAGES));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void decidesAsFromAFreshSnapshot(int seed) {
        var random = new Random(seed);
        var view = settled();
        var known = List.copyOf(view.objects().all());
        for (int i = 0; i < STEPS; i++) {
            view = view.withObjects(changed(view.objects(), known, random));
            if (random.nextInt(20) == 0) {
                view = view.withUpstream(storageOf(view));
            }
            var fresh = view.withObjects(Snapshot.of(view.objects().all()));
            assertThat(toTheLetter(view)).as("step %d", i).isEqualTo(toTheLetter(fresh));
        }
    }

    /** Edits, removes or puts back one object. */
    private static Snapshot changed(Snapshot objects, List<Observed> known, Random random) {
        var object = known.get(random.nextInt(known.size()));
        return switch (random.nextInt(4)) {
            case 0 -> objects.without(object.ref());
            case 1 -> objects.with(object);
            default -> {
                var edits = Edit.of((ObjectNode) object.content(), Set.of());
                yield edits.isEmpty()
                        ? objects
                        : objects.with(edited(object, edits.get(random.nextInt(edits.size()))));
            }
        };
    }

    private static Observed edited(Observed object, Edit edit) {
        return new Observed(object.ref(), object.uid(), edit.what(), edit.edited());
    }

    private List<String> toTheLetter(View<RegistryState> view) {
        var decision = stage.decide(view, NOW);
        var letters = new ArrayList<String>();
        letters.add(decision.toString());
        for (var desired : decision.desired()) {
            letters.add(Drift.between(desired, view.objects()).toString());
        }
        return letters;
    }

    /** A cluster with everything that the stage wants in it. */
    private View<RegistryState> settled() {
        var view =
                View.<RegistryState>of("c")
                        .withComplete(true)
                        .withObjects(
                                Cluster.empty()
                                        .withConfig(
                                                """
                                                {managementState: Managed, httpSecret: s, replicas: 2,
                                                 storage: {emptyDir: {}}, nodeSelector: {a: b, c: d},
                                                 defaultRoute: true, routes: [{name: r, secretName: t}],
                                                 unsupportedConfigOverrides: {deployment: {
                                                   annotations: {o: p}}}}
                                                """)
                                        .withPruner("{suspend: false, tolerations: [{key: k}]}")
                                        .withImageConfig("{additionalTrustedCA: {name: trusted}}")
                                        .withConfigMap("openshift-config", "trusted", "{h: PEM}")
                                        .withConfigMap(
                                                "openshift-image-registry",
                                                "serviceca",
                                                "{service-ca.crt: CA}")
                                        .with(SURROUNDINGS)
                                        .objects());
        view = view.withUpstream(storageOf(view));
        for (var desired : decide(view).desired()) {
            if (desired instanceof Desired.Present present
                    && present.scope() == Desired.Scope.OBJECT) {
                view = view.withObjects(view.objects().with(observed(present)));
            }
        }
        return view;
    }

    private Decision<RegistryState> decide(View<RegistryState> view) {
        return stage.decide(view, NOW);
    }

    private static Observed observed(Desired.Present present) {
        return new Observed(present.ref(), "u", "1", present.manifest().deepCopy());
    }

    private static Upstream storageOf(View<RegistryState> view) {
        return view.find(OperandObjects.CONFIG)
                .map(
                        config ->
                                Upstream.none()
                                        .with(
                                                new UpstreamStorage(
                                                        config.uid(),
                                                        config.generation(),
                                                        true,
                                                        StorageContribution.none())))
                .orElseGet(Upstream::none);
    }

    private static final String SURROUNDINGS =
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: openshift-image-registry
              annotations: {openshift.io/sa.scc.supplemental-groups: 1000/1}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: pull-secret, namespace: openshift-config}
            data: {.dockerconfigjson: 'hmac:00000000000000000000000000000001'}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: t, namespace: openshift-image-registry}
            data: {tls.crt: C, tls.key: K}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: image-registry-tls, namespace: openshift-image-registry}
            data: {tls.crt: C, tls.key: K}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n, labels: {topology.kubernetes.io/zone: z}}
            ---
            apiVersion: config.openshift.io/v1
            kind: Proxy
            metadata: {name: cluster}
            status: {httpProxy: p, noProxy: n}
            ---
            apiVersion: route.openshift.io/v1
            kind: Route
            metadata:
              name: old
              namespace: openshift-image-registry
              annotations: {imageregistry.openshift.io: ''}
            status: {ingress: [{host: h}]}
            """;
}
