package org.registryfleet.stageservice;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.stream.Stream;

/**
 * Uncaught exception handler of a stage: replaces a failed stream thread, which resumes from the
 * last commit. A process fenced by another one with the same group.instance.id shuts down, or the
 * two would fence each other in turn.
 */
final class StreamFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);

    private final String stage;

    StreamFailures(String stage) {
        this.stage = stage;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .anyMatch(FencedInstanceIdException.class::isInstance)) {
            LOG.error(
                    "stage {} stops: another process runs with the same fleet.instance; give every process its own",
                    stage,
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("stage {} goes on with another thread", stage, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
