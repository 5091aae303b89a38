package org.registryfleet.simulated.server;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.store.ObjectStore;

/** What an API server is made of. */
public record ServerParts(
        ResourceCatalog catalog,
        ObjectStore store,
        ResourceOperations operations,
        RequestLog log,
        Duration bookmarkInterval,
        ScheduledExecutorService timer) {}
