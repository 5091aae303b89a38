package org.registryfleet.storageprovisioner.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a storage backend contributes to the registry's pod (operand specification, section 12). */
public final class PodContribution {

    private static final String VOLUME = "registry-storage";
    private static final String DIRECTORY = "/registry";

    private PodContribution() {}

    public static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode emptyDir() {
        var part = directory();
        volume(part).putObject("emptyDir");
        return part;
    }

    public static ObjectNode claim(String name) {
        var part = directory();
        volume(part).putObject("persistentVolumeClaim").put("claimName", name);
        return part;
    }

    private static ObjectNode directory() {
        var part = JsonNodeFactory.instance.objectNode();
        var env = part.putArray("env");
        env.addObject().put("name", "REGISTRY_STORAGE").put("value", "filesystem");
        env.addObject()
                .put("name", "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY")
                .put("value", DIRECTORY);
        part.putArray("volumes");
        part.putArray("volumeMounts").addObject().put("name", VOLUME).put("mountPath", DIRECTORY);
        part.putObject("secretData");
        part.putArray("dependencies");
        return part;
    }

    private static ObjectNode volume(ObjectNode part) {
        return part.withArray("/volumes").addObject().put("name", VOLUME);
    }
}
