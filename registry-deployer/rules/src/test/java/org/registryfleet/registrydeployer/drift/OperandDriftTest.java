package org.registryfleet.registrydeployer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.registrydeployer.certificates.CertificatesPart;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.golden.NormalForm;
import org.registryfleet.registrydeployer.imageconfig.ImageConfigPart;
import org.registryfleet.registrydeployer.nodeca.NodeCaPart;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.registrydeployer.operand.UpstreamStorage;
import org.registryfleet.registrydeployer.pruner.PrunerPart;
import org.registryfleet.registrydeployer.registry.RegistryPart;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every object of the operand: quiet as an API server returns it, repaired after every edit. */
class OperandDriftTest {

    private static final List<OperandPart> PARTS =
            List.of(
                    new NodeCaPart(),
                    new CertificatesPart(),
                    new ImageConfigPart(),
                    new PrunerPart());

    static Stream<Desired.Present> objects() {
        return Stream.of(
                        wanted("{replicas: 2, defaultRoute: true, httpSecret: s}", "{}"),
                        wanted(
                                """
                                {replicas: 1, rolloutStrategy: Recreate, httpSecret: s,
                                 nodeSelector: {a: b}, tolerations: [{operator: Exists}],
                                 requests: {read: {maxRunning: 1}}, readOnly: true,
                                 routes: [{name: r, hostname: r.example.com}]}
                                """,
                                """
                                {suspend: true, tolerations: [{operator: Exists}],
                                 nodeSelector: {a: b}, resources: {limits: {cpu: 2}},
                                 affinity: {nodeAffinity: {}}}
                                """))
                .flatMap(List::stream)
                .filter(desired -> desired.scope() == Desired.Scope.OBJECT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void isQuietAgainstItself(Desired.Present desired) {
        assertThat(change(desired, NormalForm.of(desired.manifest()))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void isQuietAgainstTheServersDefaults(Desired.Present desired) {
        var served = ServerDefaults.addedTo(NormalForm.of(desired.manifest()));

        assertThat(change(desired, served)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void repairsEverySingleEdit(Desired.Present desired) {
        var object = NormalForm.of(desired.manifest());
        assertSoftly(
                softly -> {
                    for (var edit : Edit.of(object, desired.exact())) {
                        var repaired = edit.edited().deepCopy();
                        var patch = change(desired, edit.edited());
                        patch.forEach(
                                change ->
                                        MergePatch.apply(repaired, ((Change.Patch) change).body()));
                        softly.assertThat(patch).as(edit.what()).hasSize(1);
                        softly.assertThat(repaired).as(edit.what()).isEqualTo(object);
                    }
                });
    }

    private static List<Desired.Present> wanted(String configSpec, String prunerSpec) {
        var cluster =
                Cluster.empty()
                        .withConfig(
                                configSpec.replaceFirst(
                                        "\\{",
                                        "{managementState: Managed, storage: {emptyDir: {}}, "))
                        .withPruner(prunerSpec)
                        .withConfigMap(
                                "openshift-image-registry", "serviceca", "{service-ca.crt: CA}")
                        .with(
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
                                """);
        var storage = new UpstreamStorage("uid", 1, true, emptyDir());
        var inputs = OperandInputs.of(cluster.objects(), storage, Cluster.IMAGES);
        var others = PARTS.stream().flatMap(part -> part.plan(inputs).desired().stream()).toList();
        var all = new ArrayList<>(RegistryPart.present(inputs, others).desired());
        all.addAll(others);
        return all.stream().map(Desired.Present.class::cast).toList();
    }

    private static StorageContribution emptyDir() {
        return new StorageContribution(
                List.of(Cluster.yaml("{name: REGISTRY_STORAGE, value: filesystem}")),
                List.of(Cluster.yaml("{name: registry-storage, emptyDir: {}}")),
                List.of(Cluster.yaml("{name: registry-storage, mountPath: /registry}")),
                Map.of(),
                List.of());
    }

    private static List<Change> change(Desired.Present desired, ObjectNode observed) {
        var snapshot = Snapshot.of(List.of(new Observed(desired.ref(), "u", "7", observed)));
        return Drift.between(desired, snapshot).stream().toList();
    }
}
