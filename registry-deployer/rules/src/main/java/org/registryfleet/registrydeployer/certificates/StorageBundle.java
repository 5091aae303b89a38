package org.registryfleet.registrydeployer.certificates;

import static org.registryfleet.registrydeployer.operand.OperandObjects.CONFIG_NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.MANAGED_CONFIG_NAMESPACE;
import static org.registryfleet.registrydeployer.operand.OperandObjects.configMap;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.registrydeployer.operand.OperandInputs;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.RegistryIntent;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CA of the storage endpoint (operand specification, section 14), needed by clients that follow
 * a redirect to the storage. A CA kept in a Secret is reported by the storage stage, whose executor
 * can read it.
 */
final class StorageBundle {

    static final ObjectRef CLOUD_CONFIG = configMap(MANAGED_CONFIG_NAMESPACE, "kube-cloud-config");
    static final ObjectRef PROVIDER_CONFIG = configMap(CONFIG_NAMESPACE, "cloud-provider-config");

    static final ObjectRef MINTED =
            OperandObjects.ours("v1", "Secret", "installer-cloud-credentials");

    private static final String CLOUD_KEY = "ca-bundle.pem";
    private static final String S3_KEY = "ca-bundle.crt";

    private StorageBundle() {}

    static CaBundle of(OperandInputs inputs) {
        var backends = inputs.isRemoved() ? List.<String>of() : backends(inputs.configSpec());
        if (backends.size() != 1) {
            return new CaBundle.None();
        }
        return switch (backends.getFirst()) {
            case "s3" -> ofS3(inputs);
            case "swift" -> ofSwift(inputs);
            case String _ -> new CaBundle.None();
        };
    }

    private static List<String> backends(JsonNode configSpec) {
        return configSpec
                .path("storage")
                .propertyStream()
                .filter(member -> member.getValue().isObject())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static CaBundle ofS3(OperandInputs inputs) {
        var name = inputs.configSpec().at("/storage/s3/trustedCA/name").asText("");
        if (name.isEmpty()) {
            return ofCloud(CLOUD_CONFIG, inputs);
        }
        var ref = configMap(CONFIG_NAMESPACE, name);
        if (!inputs.objects().contains(ref)) {
            return new CaBundle.Unreadable(
                    "failed to get trusted CA \"%s\": configmap \"%s\" not found"
                            .formatted(name, name));
        }
        return text(ref, S3_KEY, inputs)
                .<CaBundle>map(CaBundle.Found::new)
                .orElseGet(() -> new CaBundle.Unreadable(lacksKey(name)));
    }

    private static String lacksKey(String name) {
        return "trusted CA config map \"%s\" does not contain required key \"%s\""
                .formatted(name, S3_KEY);
    }

    private static CaBundle ofSwift(OperandInputs inputs) {
        var storage = inputs.storage();
        if (!isKept(inputs)) {
            return ofCloud(PROVIDER_CONFIG, inputs);
        }
        if (storage != null && !storage.caBundle().isEmpty()) {
            return new CaBundle.Found(ObservedCa.told(storage.caBundle()));
        }
        return inputs.intent() == RegistryIntent.APPLY
                ? ofCloud(PROVIDER_CONFIG, inputs)
                : new CaBundle.Pending();
    }

    private static boolean isKept(OperandInputs inputs) {
        return inputs.find(MINTED)
                .filter(secret -> !secret.at("/data").path("cacert").asText("").isEmpty())
                .isPresent();
    }

    private static CaBundle ofCloud(ObjectRef ref, OperandInputs inputs) {
        return text(ref, CLOUD_KEY, inputs)
                .<CaBundle>map(CaBundle.Found::new)
                .orElseGet(CaBundle.None::new);
    }

    private static Optional<ObservedCa> text(ObjectRef ref, String key, OperandInputs inputs) {
        return inputs.find(ref)
                .map(found -> found.at("/data").path(key).asText(""))
                .filter(text -> !text.isEmpty())
                .map(text -> ObservedCa.of(ref, "data", key, text));
    }
}
