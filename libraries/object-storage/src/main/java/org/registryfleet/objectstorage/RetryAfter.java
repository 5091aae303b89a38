package org.registryfleet.objectstorage;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parses the Retry-After headers of a response. */
public final class RetryAfter {

    /** Upper limit: a longer time is taken for a mistake of the server. */
    private static final Duration MOST = Duration.ofHours(1);

    private static final List<String> MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms");
    private static final String SECONDS = "Retry-After";

    private RetryAfter() {}

    /**
     * The delay; zero when absent or unparsable.
     *
     * @param header returns the value of a header; empty when absent
     */
    public static Duration of(UnaryOperator<String> header, Instant now) {
        for (var name : MILLIS) {
            var millis = number(header.apply(name));
            if (millis > 0) {
                return bounded(Duration.ofMillis(millis));
            }
        }
        var value = header.apply(SECONDS).strip();
        var seconds = number(value);
        return bounded(seconds > 0 ? Duration.ofSeconds(seconds) : untilDate(value, now));
    }

    private static Duration untilDate(String value, Instant now) {
        try {
            return value.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException _) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration wish) {
        return wish.isNegative() ? Duration.ZERO : wish.compareTo(MOST) > 0 ? MOST : wish;
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
