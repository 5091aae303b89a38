package org.registryfleet.objectstorage;

import java.time.Duration;

/**
 * Timeouts of provider calls.
 *
 * @param attempt timeout of one request
 * @param call timeout of one call including retries
 * @param action time budget of one action; the next attempt continues what is left
 */
public record ProviderTimeouts(Duration attempt, Duration call, Duration action) {

    /** Defaults: below the time after which an action without an outcome is issued again. */
    public static final ProviderTimeouts STANDARD =
            new ProviderTimeouts(
                    Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(15));
}
