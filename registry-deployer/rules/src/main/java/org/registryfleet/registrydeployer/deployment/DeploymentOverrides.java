package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies {@code spec.unsupportedConfigOverrides.deployment}: annotations of the Deployment and its
 * pods, and the pods' runtime class. Other keys are ignored.
 */
final class DeploymentOverrides {

    private static final String STRUCT = "Go struct field ConfigOverrides.";
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String POD_ANNOTATIONS = "/spec/template/metadata/annotations";

    private DeploymentOverrides() {}

    /** Why the overrides cannot be decoded, with the wording of the reference operator. */
    static Optional<String> problem(JsonNode spec) {
        var overrides = spec.path("unsupportedConfigOverrides");
        var deployment = overrides.path("deployment");
        if (isOther(overrides, overrides.isObject())) {
            return mismatch(overrides, "Go value", "resource.ConfigOverrides");
        }
        if (isOther(deployment, deployment.isObject())) {
            return mismatch(deployment, STRUCT + "deployment", "resource.DeploymentOverrides");
        }
        var runtimeClass = deployment.path("runtimeClassName");
        if (isOther(runtimeClass, runtimeClass.isTextual())) {
            return mismatch(runtimeClass, STRUCT + "deployment.runtimeClassName", "string");
        }
        return annotationProblem(deployment.path("annotations"));
    }

    private static Optional<String> annotationProblem(JsonNode annotations) {
        var place = STRUCT + "deployment.annotations";
        if (isOther(annotations, annotations.isObject())) {
            return mismatch(annotations, place, "map[string]string");
        }
        for (var value : annotations) {
            if (isOther(value, value.isTextual())) {
                return mismatch(value, place, "string");
            }
        }
        return Optional.empty();
    }

    /** Applies the overrides to a manifest; returns the values to be copied. */
    static List<SecretValue> apply(JsonNode spec, ObjectNode manifest) {
        var deployment = spec.path("unsupportedConfigOverrides").path("deployment");
        var runtimeClass = deployment.path("runtimeClassName").asText("");
        if (!runtimeClass.isEmpty()) {
            manifest.withObject("/spec/template/spec").put("runtimeClassName", runtimeClass);
        }
        var values = new ArrayList<SecretValue>();
        for (var entry : deployment.path("annotations").properties()) {
            var value = entry.getValue().asText("");
            for (var place : List.of(ANNOTATIONS, POD_ANNOTATIONS)) {
                manifest.withObject(place).put(entry.getKey(), value);
                if (Digests.isRedacted(value)) {
                    values.add(copied(place, entry.getKey()));
                }
            }
        }
        return values;
    }

    /**
     * Overrides are written to the pod annotations, which are owned by this stage, and with the
     * same value to the Deployment, where others may add annotations. One that is in both and no
     * longer desired was an override.
     */
    static Desired.Present withoutFormer(Desired.Present wanted, Observed deployment) {
        var former = former(wanted.manifest(), deployment);
        if (former.isEmpty()) {
            return wanted;
        }
        var manifest = wanted.manifest().deepCopy();
        former.forEach(manifest.withObject(ANNOTATIONS)::putNull);
        return new Desired.Present(
                wanted.ref(), manifest, wanted.scope(), wanted.exact(), wanted.secrets());
    }

    private static List<String> former(ObjectNode manifest, Observed deployment) {
        var wanted = manifest.at(POD_ANNOTATIONS);
        var wantedOnDeployment = manifest.at(ANNOTATIONS);
        var onDeployment = deployment.at(ANNOTATIONS);
        return deployment
                .at(POD_ANNOTATIONS)
                .propertyStream()
                .filter(entry -> entry.getValue().equals(onDeployment.path(entry.getKey())))
                .map(Map.Entry::getKey)
                .filter(key -> !wanted.has(key) && !wantedOnDeployment.has(key))
                .toList();
    }

    private static SecretValue copied(String place, String key) {
        var name = Digests.escaped(key);
        return SecretValue.copied(
                place + "/" + name,
                OperandObjects.CONFIG,
                "/spec/unsupportedConfigOverrides/deployment/annotations/" + name);
    }

    private static boolean isOther(JsonNode node, boolean isExpected) {
        return !isExpected && !node.isMissingNode() && !node.isNull();
    }

    private static Optional<String> mismatch(JsonNode found, String place, String type) {
        return Optional.of(
                "invalid unsupportedConfigOverrides: json: cannot unmarshal "
                        + goName(found)
                        + " into "
                        + place
                        + " of type "
                        + type);
    }

    private static String goName(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NULL, MISSING -> "null";
        };
    }
}
