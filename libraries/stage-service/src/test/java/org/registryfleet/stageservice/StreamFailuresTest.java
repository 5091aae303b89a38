package org.registryfleet.stageservice;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamFailuresTest {

    private final StreamFailures failures = new StreamFailures("storage");

    @Test
    void goesOnWithAnotherThread() {
        assertThat(failures.handle(new StreamsException(new TimeoutException("broker is away"))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void stopsWhereAnotherProcessHasTakenItsName() {
        var fenced = new StreamsException(new FencedInstanceIdException("taken"));

        assertThat(failures.handle(fenced)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
