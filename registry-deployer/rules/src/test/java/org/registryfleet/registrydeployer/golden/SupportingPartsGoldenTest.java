package org.registryfleet.registrydeployer.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.registrydeployer.certificates.CertificatesPart;
import org.registryfleet.registrydeployer.drift.ServerDefaults;
import org.registryfleet.registrydeployer.imageconfig.ImageConfigPart;
import org.registryfleet.registrydeployer.nodeca.NodeCaPart;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.OperandPart;
import org.registryfleet.registrydeployer.pruner.PrunerPart;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What node-ca, pruner, certificates and image configuration want is what was recorded. */
class SupportingPartsGoldenTest {

    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");
    private static final List<OperandPart> PARTS =
            List.of(
                    new NodeCaPart(),
                    new CertificatesPart(),
                    new ImageConfigPart(),
                    new PrunerPart());
    private static final Set<String> NAMES =
            Set.of(
                    "node-ca",
                    "image-pruner",
                    "system:image-pruner",
                    "openshift-image-registry-pruner",
                    "pruner",
                    "serviceca",
                    "image-pruner-networkpolicy",
                    "image-registry-certificates",
                    "image-registry-ca");

    /** Stages in which an object is better than, or meant to differ from, the recorded one. */
    private static final Map<String, String> DIFFERENT =
            Map.of(
                    "425-aws-cloud-ca/expected-2", "disableRedirect takes effect at once",
                    "508-drift-ca-configmaps/expected-1", "a foreign CA is removed",
                    "508-drift-ca-configmaps/expected-2", "a foreign CA is removed",
                    "601-pruner-schedule-invalid/expected-1", "the API server refuses the schedule",
                    "608-pruner-cronjob-drift/expected-1", "an edited CronJob is repaired",
                    "720-imageconfig-deleted/expected-1", "the object is made again at once",
                    "721-imageconfig-status-wiped/expected-1", "the status is repaired at once");

    static List<GoldenStage> stages() {
        return GoldenStages.all().stream()
                .filter(stage -> !DIFFERENT.containsKey(stage.id()))
                .toList();
    }

    /** Without those in which the reference has ended, was refused or waits for an event. */
    static List<GoldenStage> stagesThatLackNothing() {
        return stages().stream()
                .filter(stage -> !stage.isOf("026-"))
                .filter(stage -> !stage.isOf("050-bootstrap-no-namespace-managed/expected-1"))
                .filter(stage -> !stage.isOf("058-"))
                .toList();
    }

    static List<GoldenStage> differentStages() {
        return GoldenStages.all().stream()
                .filter(stage -> DIFFERENT.containsKey(stage.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void wantsTheRecordedObjects(GoldenStage stage) {
        var wanted = new TreeMap<ObjectRef, ObjectNode>();
        present(stage).forEach(one -> wanted.put(one.ref(), NormalForm.of(one.manifest())));
        var recorded = recorded(stage);
        if (stage.isOf("343-additional-trusted-ca-missing/expected-1")) {
            // left as it is for want of a ConfigMap
            recorded.remove(OperandObjects.CERTIFICATES);
        }
        assertSoftly(
                softly ->
                        recorded.forEach(
                                (ref, object) ->
                                        softly.assertThat(wanted.get(ref))
                                                .as(ref.toString())
                                                .isEqualTo(object)));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void leavesTheRecordedObjectsAlone(GoldenStage stage) {
        assertThat(changes(stage, stage.observed())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void leavesTheServersDefaultsAlone(GoldenStage stage) {
        var served = new ArrayList<Observed>();
        for (var object : stage.observed().all()) {
            var content = ServerDefaults.addedTo((ObjectNode) object.content());
            served.add(new Observed(object.ref(), object.uid(), "7", content));
        }
        assertThat(changes(stage, Snapshot.of(served))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("differentStages")
    void repairsWhatTheReferenceLeaves(GoldenStage stage) {
        assertThat(present(stage))
                .anyMatch(desired -> Drift.between(desired, stage.observed()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("stagesThatLackNothing")
    void wantsNothingThatMustBeAbsent(GoldenStage stage) {
        var wanted = present(stage).stream().map(Desired::ref).collect(Collectors.toSet());
        wanted.retainAll(stage.absent());
        assertThat(wanted).isEmpty();
    }

    private static Map<ObjectRef, ObjectNode> recorded(GoldenStage stage) {
        var recorded = new TreeMap<ObjectRef, ObjectNode>();
        for (var object : stage.expected().entrySet()) {
            if (NAMES.contains(object.getKey().name())) {
                recorded.put(
                        object.getKey(), withoutOthersFields(NormalForm.of(object.getValue())));
            }
        }
        return recorded;
    }

    /** The service CA's data, and a label that the scenario's author has set. */
    private static ObjectNode withoutOthersFields(ObjectNode recorded) {
        if (recorded.at("/metadata/name").asText().equals("serviceca")) {
            recorded.remove("data");
        }
        if (recorded.at("/metadata/labels/mine").asText().equals("1")) {
            recorded.withObject("/metadata").remove("labels");
        }
        return recorded;
    }

    private static List<Change> changes(GoldenStage stage, Snapshot observed) {
        return present(stage).stream()
                .filter(not(desired -> isMadeHereOnly(stage, desired)))
                .flatMap(desired -> Drift.between(desired, observed).stream())
                .toList();
    }

    private static List<Desired.Present> present(GoldenStage stage) {
        var inputs = OperandInputs.of(stage.observed(), null, IMAGES);
        return PARTS.stream()
                .flatMap(part -> part.plan(inputs).desired().stream())
                .map(Desired.Present.class::cast)
                .toList();
    }

    /** The reference makes these objects in an order of its own, or had no reason yet. */
    private static boolean isMadeHereOnly(GoldenStage stage, Desired desired) {
        return !stage.expected().containsKey(desired.ref())
                && !stage.observed().contains(desired.ref());
    }
}
