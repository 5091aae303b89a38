package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;
import org.registryfleet.registrydeployer.operand.OperandApplyError;
import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The registry's Deployment. Its spec is owned by this stage; labels and annotations of others are
 * kept. While the Config is invalid the Deployment is left unchanged and the error is reported.
 */
public final class RegistryDeployment {

    public static final String DEPENDENCIES_ANNOTATION =
            "imageregistry.operator.openshift.io/dependencies-checksum";

    private static final Manifest DEPLOYMENT = Manifest.read("registry/deployment");
    private static final JsonNode SELECTOR = DEPLOYMENT.copy().at("/spec/selector");
    private static final Set<ObjectRef> SURROUNDINGS =
            Set.of(OperandObjects.PROXY, OperandObjects.REGISTRY_NAMESPACE);
    private static final Derivation<Desired.Present> WANTED = SURROUNDINGS::contains;

    private RegistryDeployment() {}

    public static PartPlan plan(
            OperandInputs inputs, StorageContribution contribution, String dependencies) {
        return problem(inputs)
                .map(text -> PartPlan.nothing().withProblem(applyError(inputs, text)))
                .orElseGet(() -> wanted(inputs, contribution, dependencies));
    }

    private static PartPlan wanted(
            OperandInputs inputs, StorageContribution contribution, String dependencies) {
        var desired =
                inputs.derive(
                        WANTED,
                        () -> desired(inputs, contribution, dependencies),
                        dependencies,
                        // nodes change constantly, but this derived value hardly ever does
                        Scheduling.hasZones(inputs.objects()));
        var plan =
                PartPlan.of(
                        inputs.find(OperandObjects.DEPLOYMENT)
                                .map(
                                        observed ->
                                                DeploymentOverrides.withoutFormer(
                                                        desired, observed))
                                .orElse(desired));
        return SupplementalGroups.first(inputs.objects()).isPresent()
                ? plan
                : plan.withWarning(SupplementalGroups.MISSING);
    }

    private static String applyError(OperandInputs inputs, String cause) {
        return OperandApplyError.applying(OperandObjects.DEPLOYMENT, inputs.objects(), cause);
    }

    private static Optional<String> problem(OperandInputs inputs) {
        var spec = inputs.configSpec();
        return Stream.<Supplier<Optional<String>>>of(
                        () -> ConcurrentRequestLimits.problem(spec),
                        () -> TlsSettings.problem(spec),
                        () -> DeploymentOverrides.problem(spec),
                        () ->
                                inputs.find(OperandObjects.DEPLOYMENT)
                                        .flatMap(RegistryDeployment::foreign))
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    /** The selector is immutable: the API server would reject every write. */
    private static Optional<String> foreign(Observed deployment) {
        return deployment.at("/spec/selector").equals(SELECTOR) || deployment.isDeleting()
                ? Optional.empty()
                : Optional.of(
                        "Deployment.apps \""
                                + OperandObjects.DEPLOYMENT.name()
                                + "\" is invalid: spec.selector: Invalid value: "
                                + SELECTOR
                                + ": field is immutable");
    }

    private static Desired.Present desired(
            OperandInputs inputs, StorageContribution contribution, String dependencies) {
        var manifest = DEPLOYMENT.copy();
        var values = new ArrayList<SecretValue>();
        values.addAll(container(manifest, inputs, contribution));
        rollout(manifest, inputs.configSpec());
        pod(manifest, inputs, contribution);
        annotations(manifest, inputs, dependencies);
        values.addAll(DeploymentOverrides.apply(inputs.configSpec(), manifest));
        return Desired.object(OperandObjects.DEPLOYMENT, manifest, values, "/spec");
    }

    private static void annotations(
            ObjectNode manifest, OperandInputs inputs, String dependencies) {
        manifest.withObject("/metadata/annotations")
                .put("release.openshift.io/version", inputs.images().release());
        manifest.withObject("/spec/template/metadata/annotations")
                .put(DEPENDENCIES_ANNOTATION, dependencies);
    }

    private static void rollout(ObjectNode manifest, JsonNode spec) {
        var target = manifest.withObject("/spec");
        int replicas = spec.path("replicas").asInt(0);
        target.put("replicas", replicas);
        target.set(
                "strategy", RolloutStrategy.of(spec.path("rolloutStrategy").asText(""), replicas));
    }

    private static List<SecretValue> container(
            ObjectNode manifest, OperandInputs inputs, StorageContribution contribution) {
        if (!(manifest.at("/spec/template/spec/containers/0") instanceof ObjectNode container)) {
            throw new IllegalStateException("the manifest of the Deployment has no container");
        }
        var environment = Environment.of(inputs, contribution);
        container.put("image", inputs.images().registry());
        container.set("env", environment.variables());
        container.set("resources", resources(inputs.configSpec()));
        container.set(
                "volumeMounts", before(contribution.volumeMounts(), container, "volumeMounts"));
        return environment.secrets();
    }

    private static JsonNode resources(JsonNode spec) {
        if (spec.hasNonNull("resources")) {
            return CanonicalJsonForm.of(spec.path("resources"));
        }
        var defaults = JsonNodeFactory.instance.objectNode();
        defaults.putObject("requests").put("cpu", "100m").put("memory", "256Mi");
        return defaults;
    }

    private static void pod(
            ObjectNode manifest, OperandInputs inputs, StorageContribution contribution) {
        var pod = manifest.withObject("/spec/template/spec");
        pod.set("volumes", before(contribution.volumes(), pod, "volumes"));
        Scheduling.apply(inputs, pod);
        SupplementalGroups.first(inputs.objects())
                .ifPresent(group -> SupplementalGroups.apply(group, pod));
    }

    /** The storage's entries precede those of the manifest. */
    private static ArrayNode before(List<JsonNode> first, ObjectNode owner, String field) {
        var all = JsonNodeFactory.instance.arrayNode().addAll(first);
        owner.path(field).forEach(all::add);
        return all;
    }
}
