package org.registryfleet.registrydeployer.pruner;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of the pruning command (operand specification, section 17.3). */
final class PruneCommand {

    private static final int TAG_REVISIONS = 3;
    private static final String CERTIFICATE_AUTHORITY =
            "/var/run/configmaps/serviceca/service-ca.crt";

    private PruneCommand() {}

    /**
     * @param pruner spec of the ImagePruner
     * @param keepYoungerThan from {@link PruneRetention}
     * @param registry registry address for pruning blobs too; without it only images are pruned
     */
    static List<String> words(
            JsonNode pruner, String keepYoungerThan, Optional<RegistryAddress> registry) {
        var words = new ArrayList<>(List.of("oc", "adm", "prune", "images", "--confirm=true"));
        words.add("--certificate-authority=" + CERTIFICATE_AUTHORITY);
        words.add("--keep-tag-revisions=" + pruner.path("keepTagRevisions").asInt(TAG_REVISIONS));
        words.add("--keep-younger-than=" + keepYoungerThan);
        words.add(
                "--ignore-invalid-refs="
                        + pruner.path("ignoreInvalidImageReferences").asBoolean(false));
        words.add("--loglevel=" + logLevel(pruner.path("logLevel").asText("")));
        words.add("--prune-registry=" + registry.isPresent());
        registry.ifPresent(address -> words.add("--registry-url=https://" + address.hostname()));
        return List.copyOf(words);
    }

    /** Normal maps to 1 rather than 2, because oc dumps all goroutines at 2. */
    private static int logLevel(String name) {
        return switch (name) {
            case "Debug" -> 4;
            case "Trace" -> 6;
            case "TraceAll" -> 8;
            case String _ -> 1;
        };
    }
}
