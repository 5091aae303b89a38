package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.RetryStrategy;

import java.time.Duration;

/**
 * Repeats at once what may help; a service's wish to be left alone is passed on, not waited for.
 */
final class AzureRetries implements RetryStrategy {

    private final ExponentialBackoff pauses;

    AzureRetries(int most, Duration first, Duration longest) {
        this.pauses = new ExponentialBackoff(most, first, longest);
    }

    @Override
    public int getMaxRetries() {
        return pauses.getMaxRetries();
    }

    @Override
    public Duration calculateRetryDelay(int attempts) {
        return pauses.calculateRetryDelay(attempts);
    }

    @Override
    public boolean shouldRetry(HttpResponse answer) {
        return pauses.shouldRetry(answer) && RefusedException.retryAfter(answer).isZero();
    }

    /** The token service's answer was repeated already. */
    @Override
    public boolean shouldRetryException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException) {
                return false;
            }
        }
        return pauses.shouldRetryException(failure);
    }
}
