package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.List;

/** What workloads must fulfil. */
final class WorkloadChecks {
    private static final String IMMUTABLE = "field is immutable";
    private static final String ROLLING = "spec.strategy.rollingUpdate";

    private WorkloadChecks() {}

    static void deployment(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        complaints.notNegative("spec.replicas", spec.path("replicas"));
        complaints.notNegative("spec.minReadySeconds", spec.path("minReadySeconds"));
        selector(spec, complaints);
        strategy(spec.path("strategy"), complaints);
        var deadline = spec.path("progressDeadlineSeconds");
        complaints.notNegative("spec.progressDeadlineSeconds", deadline);
        if (deadline.asInt() <= spec.path("minReadySeconds").asInt()) {
            complaints.invalid(
                    "spec.progressDeadlineSeconds",
                    deadline,
                    "must be greater than minReadySeconds");
        }
        template(spec, "spec.template", List.of("Always"), complaints);
    }

    static void daemonSet(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        selector(spec, complaints);
        template(spec, "spec.template", List.of("Always"), complaints);
    }

    static void job(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        complaints.notNegative("spec.backoffLimit", spec.path("backoffLimit"));
        template(spec, "spec.template", List.of("OnFailure", "Never"), complaints);
    }

    static void cronJob(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        if (complaints.present("spec.schedule", spec.path("schedule"))) {
            CronSchedule.complaint(spec.path("schedule").asText())
                    .ifPresent(
                            why -> complaints.invalid("spec.schedule", spec.path("schedule"), why));
        }
        complaints.oneOf(
                "spec.concurrencyPolicy",
                spec.path("concurrencyPolicy"),
                List.of("Allow", "Forbid", "Replace"));
        complaints.notNegative(
                "spec.startingDeadlineSeconds", spec.path("startingDeadlineSeconds"));
        complaints.notNegative(
                "spec.successfulJobsHistoryLimit", spec.path("successfulJobsHistoryLimit"));
        complaints.notNegative("spec.failedJobsHistoryLimit", spec.path("failedJobsHistoryLimit"));
        var job = Json.at(spec, "jobTemplate", "spec");
        template(job, "spec.jobTemplate.spec.template", List.of("OnFailure", "Never"), complaints);
    }

    static void pod(ObjectNode object, Complaints complaints) {
        PodChecks.spec(object.path("spec"), "spec", complaints);
    }

    static void disruptionBudget(ObjectNode object, Complaints complaints) {
        var spec = object.path("spec");
        if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
            complaints.invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set");
        }
        amountOrPercent("spec.minAvailable", spec.path("minAvailable"), complaints);
        amountOrPercent("spec.maxUnavailable", spec.path("maxUnavailable"), complaints);
        complaints.oneOf(
                "spec.unhealthyPodEvictionPolicy",
                spec.path("unhealthyPodEvictionPolicy"),
                List.of("AlwaysAllow", "IfHealthyBudget"));
    }

    static void selectorKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        complaints.unchanged(
                "spec.selector",
                Json.at(old, "spec", "selector"),
                Json.at(next, "spec", "selector"),
                IMMUTABLE);
    }

    static void jobTemplateKept(ObjectNode old, ObjectNode next, Complaints complaints) {
        selectorKept(old, next, complaints);
        complaints.unchanged(
                "spec.template",
                Json.at(old, "spec", "template"),
                Json.at(next, "spec", "template"),
                IMMUTABLE);
    }

    private static void selector(JsonNode spec, Complaints complaints) {
        var selector = spec.path("selector");
        if (selector.isMissingNode()) {
            complaints.required("spec.selector", "");
            return;
        }
        if (selector.isEmpty()) {
            complaints.invalid(
                    "spec.selector", selector, "empty selector is invalid for deployment");
        }
        var labels = Json.at(spec, "template", "metadata", "labels");
        for (var wanted : selector.path("matchLabels").properties()) {
            if (!wanted.getValue().equals(labels.path(wanted.getKey()))) {
                complaints.invalid(
                        "spec.template.metadata.labels",
                        labels.isMissingNode() ? Json.object() : labels,
                        "`selector` does not match template `labels`");
                return;
            }
        }
    }

    private static void strategy(JsonNode strategy, Complaints complaints) {
        complaints.oneOf(
                "spec.strategy.type", strategy.path("type"), List.of("Recreate", "RollingUpdate"));
        var rolling = strategy.path("rollingUpdate");
        if (strategy.path("type").asText().equals("Recreate")) {
            if (!rolling.isMissingNode()) {
                complaints.forbidden(
                        ROLLING, "may not be specified when strategy `type` is 'Recreate'");
            }
            return;
        }
        var unavailable = rolling.path("maxUnavailable");
        amountOrPercent(ROLLING + ".maxUnavailable", unavailable, complaints);
        amountOrPercent(ROLLING + ".maxSurge", rolling.path("maxSurge"), complaints);
        if (isZero(unavailable) && isZero(rolling.path("maxSurge"))) {
            complaints.invalid(
                    ROLLING + ".maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0");
        }
    }

    private static boolean isZero(JsonNode amount) {
        return amount.asText().equals("0") || amount.asText().equals("0%");
    }

    private static void amountOrPercent(String field, JsonNode amount, Complaints complaints) {
        complaints.notNegative(field, amount);
        if (amount.isTextual() && !amount.asText().matches("\\d+%")) {
            complaints.invalid(
                    field,
                    amount,
                    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%',"
                            + " regex used for validation is '[0-9]+%')");
        }
    }

    private static void template(
            JsonNode owner, String path, List<String> restarts, Complaints complaints) {
        var spec = Json.at(owner, "template", "spec");
        PodChecks.spec(spec, path + ".spec", complaints);
        complaints.oneOf(path + ".spec.restartPolicy", spec.path("restartPolicy"), restarts);
    }
}
