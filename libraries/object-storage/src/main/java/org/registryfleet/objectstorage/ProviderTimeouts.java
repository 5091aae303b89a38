package org.registryfleet.objectstorage;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param attempt of one request
 * @param call of one call with its repetitions
 * @param action of everything that an action asks for; what is left is done by the next attempt
 */
public record ProviderTimeouts(Duration attempt, Duration call, Duration action) {

    /** Below the time after which an unanswered action is issued again. */
    public static final ProviderTimeouts STANDARD =
            new ProviderTimeouts(
                    Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(15));
}
