package org.registryfleet.scenarios.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.cluster.TargetAnswer;
import org.registryfleet.scenarios.format.Action;
import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.format.ScenarioStep;
import org.registryfleet.scenarios.format.Tokens;
import org.registryfleet.scenarios.target.ScenarioTarget;

import java.util.Optional;
import java.util.function.Supplier;

/** Does steps and judges the answers to them. */
final class StepPlayer {

    private final Writes writes;
    private final ScenarioTarget target;
    private final Actors actors;
    private final Settling settling;
    private final PlaySettings settings;

    StepPlayer(
            Writes writes,
            ScenarioTarget target,
            Actors actors,
            Settling settling,
            PlaySettings settings) {
        this.writes = writes;
        this.target = target;
        this.actors = actors;
        this.settling = settling;
        this.settings = settings;
    }

    /** Creates an object of the environment; says what went wrong. */
    Optional<String> give(ObjectNode object) {
        var answer = writes.apply(resolved(object));
        return answer.isSuccess()
                ? Optional.empty()
                : Optional.of("given " + ScenarioObjectRef.of(object) + ": " + answer.refusal());
    }

    /** Does the step; says how the answer differs from the recorded one. */
    Optional<String> play(ScenarioStep step) {
        return switch (step.action()) {
            case Action.Apply apply ->
                    write(
                            step,
                            "apply",
                            apply.object(),
                            () -> writes.apply(resolved(apply.object())));
            case Action.MergePatch patch ->
                    write(
                            step,
                            "merge-patch of " + patch.ref(),
                            () ->
                                    writes.mergePatch(
                                            patch.ref(), resolved(patch.ref(), patch.body())));
            case Action.StatusPatch patch ->
                    write(
                            step,
                            "status-patch of " + patch.ref(),
                            () ->
                                    writes.patchStatus(
                                            patch.ref(), resolved(patch.ref(), patch.body())));
            case Action.Delete delete ->
                    write(
                            step,
                            "delete of " + delete.ref(),
                            () -> writes.delete(delete.ref(), delete.propagationPolicy()));
            case Action.Wait wait -> done(() -> target.advance(wait.duration()));
            case Action.StartOperator _ -> done(target::startOperator);
            case Action.StopOperator _ -> done(target::stopOperator);
            case Action.RestartOperator _ -> done(target::restartOperator);
            case Action.HoldGc _ -> done(actors::holdGc);
            case Action.ReleaseGc _ -> done(actors::releaseGc);
        };
    }

    private static Optional<String> done(Runnable deed) {
        deed.run();
        return Optional.empty();
    }

    private Optional<String> write(
            ScenarioStep step, String what, ObjectNode object, Supplier<TargetAnswer> write) {
        return write(step, what + " of " + ScenarioObjectRef.of(object), write);
    }

    /** What does not exist yet may be in work: it gets one more chance when all is quiet. */
    private Optional<String> write(ScenarioStep step, String what, Supplier<TargetAnswer> write) {
        var answer = write.get();
        if (answer.isNotFound() && step.refusal() == null) {
            settling.awaitQuiet(settings.quiet());
            answer = write.get();
        }
        return judge(step, answer).map(problem -> what + ": " + problem);
    }

    private static Optional<String> judge(ScenarioStep step, TargetAnswer answer) {
        var refusal = step.refusal();
        if (refusal == null) {
            return answer.isSuccess()
                    ? Optional.empty()
                    : Optional.of("expected success, found " + answer.refusal());
        }
        var isSame = answer.code() == refusal.code() && answer.reason().equals(refusal.reason());
        return isSame
                ? Optional.empty()
                : Optional.of(
                        "expected %d %s, found %s"
                                .formatted(refusal.code(), refusal.reason(), answer.refusal()));
    }

    private ObjectNode resolved(ObjectNode object) {
        if (resolved(ScenarioObjectRef.of(object), object) instanceof ObjectNode copy) {
            return copy;
        }
        throw new IllegalStateException("an object stays an object");
    }

    private JsonNode resolved(ScenarioObjectRef ref, JsonNode body) {
        var key = body.toString().contains(Tokens.PRIVATE_KEY) ? PrivateKeys.escapedPem() : "";
        return new Tokens(() -> writes.generation(ref), target.now(), key).resolve(body);
    }
}
