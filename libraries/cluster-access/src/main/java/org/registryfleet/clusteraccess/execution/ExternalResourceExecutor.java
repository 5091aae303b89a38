package org.registryfleet.clusteraccess.execution;

import java.time.Duration;

/**
 * Brings about what is outside the cluster, such as a bucket. Idempotent, within a time limit, and
 * never throws for what a server does. Blocks; meant for virtual threads.
 */
@FunctionalInterface
public interface ExternalResourceExecutor {

    /** Knows nothing outside the cluster. */
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
