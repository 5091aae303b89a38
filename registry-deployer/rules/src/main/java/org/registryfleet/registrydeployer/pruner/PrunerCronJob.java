package org.registryfleet.registrydeployer.pruner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.registrydeployer.manifest.Manifest;

import java.util.List;

/** The CronJob image-pruner: its manifest, and the fields that the ImagePruner sets. */
final class PrunerCronJob {

    private static final Manifest CRON_JOB = Manifest.read("pruner-cronjob");
    private static final List<String> SCHEDULING =
            List.of("suspend", "successfulJobsHistoryLimit", "failedJobsHistoryLimit");

    private PrunerCronJob() {}

    /**
     * @param pruner spec of the ImagePruner
     * @param command arguments of the pruning command
     */
    static ObjectNode manifest(JsonNode pruner, List<String> command, String image) {
        var manifest = CRON_JOB.copy();
        var spec = manifest.withObject("/spec");
        SCHEDULING.forEach(field -> replace(spec, field, pruner));
        if (!pruner.path("schedule").asText("").isEmpty()) {
            replace(spec, "schedule", pruner);
        }
        var pod = spec.withObject("/jobTemplate/spec/template/spec");
        replace(pod, "affinity", pruner);
        replaceFilled(pod, "nodeSelector", pruner);
        replaceFilled(pod, "tolerations", pruner);
        var container = pod.withObject("/containers/0");
        container.put("image", image);
        replace(container, "resources", pruner);
        var args = container.withArray("/args");
        command.forEach(args::add);
        return manifest;
    }

    private static void replace(ObjectNode target, String field, JsonNode pruner) {
        if (pruner.hasNonNull(field)) {
            target.set(field, pruner.path(field).deepCopy());
        }
    }

    /** The API server drops these fields if they are empty. */
    private static void replaceFilled(ObjectNode target, String field, JsonNode pruner) {
        if (!pruner.path(field).isEmpty()) {
            replace(target, field, pruner);
        }
    }
}
