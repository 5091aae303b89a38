package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How the recording waited after a step.
 *
 * @param none the next step follows at once
 * @param quiet time without writes that counted as quiet
 * @param min least time before the next step
 * @param max longest time for {@code until}
 * @param until what had to be seen before the next step
 */
public record Settle(
        boolean none,
        @Nullable Duration quiet,
        @Nullable Duration min,
        @Nullable Duration max,
        @Nullable Until until) {

    /** A step without a settle rule. */
    public static final Settle USUAL = new Settle(false, null, null, null, null);

    /**
     * A state of one object; without path the existence of the object itself.
     *
     * @param absent the object or value must not be there
     */
    public record Until(
            ScenarioObjectRef ref,
            @Nullable String path,
            @Nullable JsonNode equal,
            boolean absent) {}
}
