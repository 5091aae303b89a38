package org.registryfleet.simulated.server;

import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.store.VersionedStore;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** What an API server is made of. */
public record ServerParts(
        ResourceCatalog catalog,
        VersionedStore store,
        ResourceOperations operations,
        RequestLog log,
        Duration bookmarkInterval,
        ScheduledExecutorService timer) {}
