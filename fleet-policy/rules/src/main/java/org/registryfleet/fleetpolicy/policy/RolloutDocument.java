package org.registryfleet.fleetpolicy.policy;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.policy.RolloutSettings.ClusterLimit;
import org.registryfleet.fleetpolicy.policy.RolloutSettings.RolloutStage;
import org.registryfleet.fleetpolicy.policy.SchemaCheck.Problem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The part of a policy's document that says how it is enforced. */
final class RolloutDocument {

    private static final String PATH = "spec.rollout";
    private static final String WINDOW = "window";

    private RolloutDocument() {}

    /** What a schema cannot say of it. */
    static List<Problem> problems(JsonNode spec) {
        var problems = new ArrayList<Problem>();
        var names = new HashSet<String>();
        var stages = spec.at("/rollout/stages");
        for (int index = 0; index < stages.size(); index++) {
            var stage = stages.get(index);
            var path = "%s.stages[%d]".formatted(PATH, index);
            var name = stage.path("name").asText();
            if (!names.add(name) || name.equals(RolloutSettings.REST)) {
                problem(
                        problems,
                        path + ".name",
                        "is \"%s\", which another stage has".formatted(name));
            }
            problems.addAll(PolicyDocument.expressions(path, stage));
            boolean selectsAll = selector(stage).equals(Placement.ALL);
            if (selectsAll && index < stages.size() - 1) {
                problem(
                        problems,
                        path,
                        "takes all clusters, so that none is left for the next one");
            }
            duration(problems, path + ".minSuccessTime", stage.path("minSuccessTime"));
        }
        duration(problems, PATH + ".progressDeadline", spec.at("/rollout/progressDeadline"));
        try {
            var _ = window(spec.path("rollout").path(WINDOW));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            problem(problems, PATH + "." + WINDOW, String.valueOf(wrong.getMessage()));
        }
        return problems;
    }

    static Enforcement read(JsonNode spec) {
        var rollout = spec.path("rollout");
        var stages = new ArrayList<RolloutStage>();
        for (var stage : rollout.path("stages")) {
            stages.add(
                    new RolloutStage(
                            stage.path("name").asText(),
                            selector(stage),
                            limit(stage.path("maxConcurrency")),
                            duration(stage.path("minSuccessTime"), RolloutSettings.SOAK),
                            stage.path("approval").asBoolean(false)));
        }
        return new Enforcement(
                spec.path("remediationAction").asText("").equals("enforce"),
                spec.path("whenToTakeOver").asText("").equals("Always"),
                new RolloutSettings(
                        stages,
                        limit(rollout.path("maxUnavailable")),
                        rollout.path("maxFailures").asInt(RolloutSettings.DEFAULT.maxFailures()),
                        duration(
                                rollout.path("progressDeadline"),
                                RolloutSettings.DEFAULT.progressDeadline()),
                        window(rollout.path(WINDOW))));
    }

    private static Placement selector(JsonNode stage) {
        return PolicyDocument.labels(stage.path("labelSelector"));
    }

    private static void problem(List<Problem> problems, String path, String what) {
        problems.add(new Problem(path, what, List.of()));
    }

    private static void duration(List<Problem> problems, String path, JsonNode value) {
        if (value.isTextual() && value.asText().isEmpty()) {
            problem(problems, path, "is empty; it is a duration such as 90s, 20m or 1h30m");
        }
    }

    private static Duration duration(JsonNode value, Duration otherwise) {
        return value.isTextual()
                ? Duration.parse("PT" + value.asText().toUpperCase(Locale.ROOT))
                : otherwise;
    }

    private static ClusterLimit limit(JsonNode value) {
        if (value.isMissingNode()) {
            return RolloutSettings.TENTH;
        }
        var text = value.asText();
        boolean percent = text.endsWith("%");
        return new ClusterLimit(
                Integer.parseInt(percent ? text.substring(0, text.length() - 1) : text), percent);
    }

    private static @Nullable MaintenanceWindow window(JsonNode window) {
        return window.isMissingNode()
                ? null
                : new MaintenanceWindow(
                        window.path("schedule").asText(),
                        duration(window.path("duration"), Duration.ZERO),
                        ZoneId.of(window.path("timeZone").asText("UTC")));
    }
}
