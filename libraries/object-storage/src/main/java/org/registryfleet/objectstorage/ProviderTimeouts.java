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

    private static final int SWIFT = 20;

    /** Defaults: below the time after which an action without an outcome is issued again. */
    public static final ProviderTimeouts STANDARD =
            new ProviderTimeouts(
                    Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(15));

    /**
     * For Swift, which may take a minute to create a container. An action is then issued again
     * while its call runs, at growing intervals; that waits behind it in the cluster's queue, never
     * beside it, and finds the work done.
     */
    public ProviderTimeouts ofSwift() {
        return new ProviderTimeouts(
                attempt.multipliedBy(SWIFT), call.multipliedBy(SWIFT), action.multipliedBy(SWIFT));
    }
}
