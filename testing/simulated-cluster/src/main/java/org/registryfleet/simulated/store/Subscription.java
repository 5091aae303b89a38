package org.registryfleet.simulated.store;

/** Ends a subscription when closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
