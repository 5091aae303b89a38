package org.registryfleet.clusteraccess.execution;

import java.time.Duration;

/**
 * Creates, updates or deletes a resource outside the cluster, such as a bucket. Idempotent and
 * bounded in time; never throws for what a server does. Blocks; meant for virtual threads.
 */
@FunctionalInterface
public interface ExternalResourceExecutor {

    /** Supports no external resource. */
    ExternalResourceExecutor NONE =
            call ->
                    new ExternalResourceResult.Failed(
                            true,
                            0,
                            "NotSupported",
                            "nothing here can bring about a " + call.kind(),
                            Duration.ZERO);

    ExternalResourceResult carryOut(ExternalResourceRequest call);
}
