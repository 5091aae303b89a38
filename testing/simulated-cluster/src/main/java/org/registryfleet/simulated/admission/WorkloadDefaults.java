package org.registryfleet.simulated.admission;

import static org.registryfleet.simulated.admission.Presets.flag;
import static org.registryfleet.simulated.admission.Presets.ifObject;
import static org.registryfleet.simulated.admission.Presets.number;
import static org.registryfleet.simulated.admission.Presets.object;
import static org.registryfleet.simulated.admission.Presets.text;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.List;

/** What the server adds to workloads. */
final class WorkloadDefaults {
    private static final String JOB_LABEL = "batch.kubernetes.io/controller-uid";
    private static final String OLD_JOB_LABEL = "controller-uid";

    private WorkloadDefaults() {}

    static void deployment(ObjectNode object) {
        var spec = object(object, "spec");
        number(spec, "replicas", 1);
        number(spec, "revisionHistoryLimit", 10);
        number(spec, "progressDeadlineSeconds", 600);
        var strategy = object(spec, "strategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            var rolling = object(strategy, "rollingUpdate");
            text(rolling, "maxUnavailable", "25%");
            text(rolling, "maxSurge", "25%");
        }
        PodDefaults.template(spec);
        object(object, "status");
    }

    static void daemonSet(ObjectNode object) {
        var spec = object(object, "spec");
        number(spec, "revisionHistoryLimit", 10);
        var strategy = object(spec, "updateStrategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            var rolling = object(strategy, "rollingUpdate");
            number(rolling, "maxUnavailable", 1);
            number(rolling, "maxSurge", 0);
        }
        PodDefaults.template(spec);
        zeros(
                object,
                List.of(
                        "currentNumberScheduled",
                        "numberMisscheduled",
                        "desiredNumberScheduled",
                        "numberReady"));
    }

    static void replicaSet(ObjectNode object) {
        var spec = object(object, "spec");
        number(spec, "replicas", 1);
        PodDefaults.template(spec);
        zeros(object, List.of("replicas"));
    }

    static void job(ObjectNode object) {
        var spec = object(object, "spec");
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        number(spec, "parallelism", 1);
        number(spec, "backoffLimit", 6);
        text(spec, "completionMode", "NonIndexed");
        flag(spec, "suspend", false);
        text(spec, "podReplacementPolicy", "TerminatingOrFailed");
        PodDefaults.template(spec);
        object(object, "status");
    }

    /** A job selects its pods by its own uid. */
    static void ownPodsOfJob(ObjectNode object) {
        var spec = object(object, "spec");
        if (spec.path("manualSelector").asBoolean()) {
            return;
        }
        var uid = object.path("metadata").path("uid").asText();
        var name = object.path("metadata").path("name").asText();
        Json.child(Json.child(spec, "selector"), "matchLabels").put(JOB_LABEL, uid);
        Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels")
                .put(JOB_LABEL, uid)
                .put(OLD_JOB_LABEL, uid)
                .put("batch.kubernetes.io/job-name", name)
                .put("job-name", name);
    }

    static void cronJob(ObjectNode object) {
        var spec = object(object, "spec");
        text(spec, "concurrencyPolicy", "Allow");
        flag(spec, "suspend", false);
        number(spec, "successfulJobsHistoryLimit", 3);
        number(spec, "failedJobsHistoryLimit", 1);
        ifObject(
                spec, "jobTemplate", template -> ifObject(template, "spec", PodDefaults::template));
        object(object, "status");
    }

    static void pod(ObjectNode object) {
        var spec = object(object, "spec");
        PodDefaults.spec(spec);
        flag(spec, "enableServiceLinks", true);
        text(object(object, "status"), "phase", "Pending");
    }

    static void disruptionBudget(ObjectNode object) {
        zeros(
                object,
                List.of("currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods"));
    }

    private static void zeros(ObjectNode object, List<String> fields) {
        var status = object(object, "status");
        fields.forEach(field -> number(status, field, 0));
    }
}
