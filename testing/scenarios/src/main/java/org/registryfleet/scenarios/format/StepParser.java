package org.registryfleet.scenarios.format;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Parses one step. */
final class StepParser {

    private static final List<String> ABOUT_A_STEP = List.of("settle", "result", "expect");

    private StepParser() {}

    static ScenarioStep parse(Fields step) {
        var actions = step.keys().stream().filter(key -> !ABOUT_A_STEP.contains(key)).toList();
        if (actions.size() != 1) {
            throw step.problem("", "must have exactly one action, found " + actions);
        }
        var parsed =
                new ScenarioStep(
                        action(step, actions.getFirst()),
                        step.has("settle") ? settle(step.nested("settle")) : Settle.USUAL,
                        refusal(step),
                        step.optionalText("expect"));
        step.end();
        return parsed;
    }

    private static Action action(Fields step, String key) {
        return switch (key) {
            case "apply" ->
                    new Action.Apply(ScenarioParser.object(step.nested(key), step.required(key)));
            case "merge-patch" -> mergePatch(step.nested(key));
            case "status-patch" -> statusPatch(step.nested(key));
            case "delete" -> delete(step.nested(key));
            case "wait" -> waiting(step.nested(key));
            case "start-operator" -> plain(step.nested(key), new Action.StartOperator());
            case "stop-operator" -> plain(step.nested(key), new Action.StopOperator());
            case "restart-operator" -> plain(step.nested(key), new Action.RestartOperator());
            case "hold-gc" -> plain(step.nested(key), new Action.HoldGc());
            case "release-gc" -> plain(step.nested(key), new Action.ReleaseGc());
            case String other -> throw step.problem(other, "is an unknown step type");
        };
    }

    private static Action plain(Fields fields, Action action) {
        fields.end();
        return action;
    }

    private static Action mergePatch(Fields fields) {
        var patch = new Action.MergePatch(fields.ref("ref"), fields.required("body"));
        fields.end();
        return patch;
    }

    private static Action statusPatch(Fields fields) {
        var patch = new Action.StatusPatch(fields.ref("ref"), fields.required("body"));
        var body = fields.nested("body");
        body.required("status");
        body.end();
        fields.end();
        return patch;
    }

    private static Action delete(Fields fields) {
        var delete = new Action.Delete(fields.ref("ref"), fields.optionalText("propagationPolicy"));
        fields.end();
        return delete;
    }

    private static Action waiting(Fields fields) {
        var seconds = fields.optionalSeconds("seconds");
        if (seconds == null) {
            throw fields.problem("seconds", "is missing");
        }
        fields.end();
        return new Action.Wait(seconds);
    }

    private static Settle settle(Fields fields) {
        var settle =
                new Settle(
                        fields.flag("none"),
                        fields.optionalSeconds("quiet"),
                        fields.optionalSeconds("min"),
                        fields.optionalSeconds("max"),
                        until(fields));
        fields.optionalText("note");
        fields.end();
        return settle;
    }

    private static Settle.@Nullable Until until(Fields settle) {
        if (!settle.has("until")) {
            return null;
        }
        var fields = settle.nested("until");
        var until =
                new Settle.Until(
                        fields.ref("ref"),
                        fields.optionalText("path"),
                        fields.optional("equals"),
                        fields.flag("absent"));
        fields.end();
        return until;
    }

    private static ScenarioStep.@Nullable Refusal refusal(Fields step) {
        if (!step.has("result")) {
            return null;
        }
        var fields = step.nested("result");
        var refusal =
                new ScenarioStep.Refusal(
                        fields.required("code").intValue(),
                        fields.text("reason"),
                        fields.text("message"));
        fields.end();
        return refusal;
    }
}
