package org.registryfleet.scenarios.play;

import java.time.Duration;

/**
 * How patient a player is. The first four are real time, the others the time of the system under
 * test, as long as the recording waited.
 *
 * @param quiet time without any change and without work in flight that counts as quiet
 * @param hold time that a state must stay as expected
 * @param giveUp quiet time after which a different state is taken for final
 * @param limit longest time for one step or stage
 * @param afterStep time that passes after a step
 * @param beforeStage time that passes before a comparison
 * @param slice longest time that passes at once, so that chains of retries take their course
 */
public record PlaySettings(
        Duration quiet,
        Duration hold,
        Duration giveUp,
        Duration limit,
        Duration afterStep,
        Duration beforeStage,
        Duration slice) {

    public static final PlaySettings USUAL =
            new PlaySettings(
                    Duration.ofMillis(250),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(2500),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(5));

    /** The same with other real times. */
    public PlaySettings withQuiet(Duration newQuiet, Duration newGiveUp) {
        return new PlaySettings(
                newQuiet, newQuiet, newGiveUp, limit, afterStep, beforeStage, slice);
    }
}
