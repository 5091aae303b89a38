package org.registryfleet.objectstorage.azure;

import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.RetryStrategy;

import java.time.Duration;

/** Retry policy: immediate retries only; Retry-After is passed on, not waited for. */
final class AzureRetries implements RetryStrategy {

    private final ExponentialBackoff backoff;

    AzureRetries(int most, Duration first, Duration longest) {
        this.backoff = new ExponentialBackoff(most, first, longest);
    }

    @Override
    public int getMaxRetries() {
        return backoff.getMaxRetries();
    }

    @Override
    public Duration calculateRetryDelay(int attempts) {
        return backoff.calculateRetryDelay(attempts);
    }

    @Override
    public boolean shouldRetry(HttpResponse answer) {
        return backoff.shouldRetry(answer) && RefusedException.retryAfter(answer).isZero();
    }

    /** Requests of the token service have been retried already. */
    @Override
    public boolean shouldRetryException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException) {
                return false;
            }
        }
        return backoff.shouldRetryException(failure);
    }
}
