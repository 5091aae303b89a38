package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.streams.errors.TaskCorruptedException;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An exception with all that led to it, in one line. */
final class Causes {

    private Causes() {}

    /** Kafka says that something could not be written. */
    static boolean areKafkas(Throwable failure) {
        return chain(failure)
                .anyMatch(t -> t instanceof ApiException || t instanceof TaskCorruptedException);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }

    static String of(Throwable failure) {
        return chain(failure).map(Throwable::toString).collect(Collectors.joining(" <- "));
    }
}
