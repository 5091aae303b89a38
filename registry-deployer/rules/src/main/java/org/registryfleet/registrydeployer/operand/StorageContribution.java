package org.registryfleet.registrydeployer.operand;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Map;

/**
 * What a storage backend contributes to the registry's pod and to its private Secret (operand
 * specification, section 12).
 *
 * @param env environment variables, as in a container
 * @param secretData keys of the private Secret and the sources of their values
 * @param dependencies Secrets and ConfigMaps whose content triggers a rollout
 */
public record StorageContribution(
        List<JsonNode> env,
        List<JsonNode> volumes,
        List<JsonNode> volumeMounts,
        Map<String, SecretSource> secretData,
        List<ObjectRef> dependencies) {

    public StorageContribution {
        env = List.copyOf(env);
        volumes = List.copyOf(volumes);
        volumeMounts = List.copyOf(volumeMounts);
        secretData = Map.copyOf(secretData);
        dependencies = List.copyOf(dependencies);
    }

    public static StorageContribution none() {
        return new StorageContribution(List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    /**
     * A secret value by reference.
     *
     * @param pointer JSON pointer into the source
     * @param digest digest of the decoded value
     */
    public record SecretSource(ObjectRef source, String pointer, String digest) {}
}
