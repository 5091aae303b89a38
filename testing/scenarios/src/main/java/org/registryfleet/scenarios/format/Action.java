package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What a step does to the cluster, to the operator or to the actors of the environment. */
public sealed interface Action {

    /** Create the object, or replace it when it exists; then its status. */
    record Apply(ObjectNode object) implements Action {}

    /** A JSON merge patch of the object. */
    record MergePatch(ScenarioObjectRef ref, JsonNode body) implements Action {}

    /** A JSON merge patch of the object's status subresource. */
    record StatusPatch(ScenarioObjectRef ref, JsonNode body) implements Action {}

    /** Delete; without a policy the server's default holds. */
    record Delete(ScenarioObjectRef ref, @Nullable String propagationPolicy) implements Action {}

    /** Let time pass, in the time of the system under test. */
    record Wait(Duration duration) implements Action {}

    record StartOperator() implements Action {}

    record StopOperator() implements Action {}

    record RestartOperator() implements Action {}

    /** Pause the garbage collector. */
    record HoldGc() implements Action {}

    /** Resume the garbage collector. */
    record ReleaseGc() implements Action {}
}
