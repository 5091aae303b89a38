package org.registryfleet.stageservice;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.stream.Stream;

/**
 * What becomes of a stage whose stream thread fails: another thread goes on from the last commit. A
 * process that another one has replaced under the same name stops, or the two would take turns.
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
