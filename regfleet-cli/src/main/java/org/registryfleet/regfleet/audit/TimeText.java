package org.registryfleet.regfleet.audit;

import org.registryfleet.regfleet.fleet.CommandFailure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Times as people write and read them.
 *
 * @param now what "today" and "2h" are counted from
 */
record TimeText(Instant now, ZoneId zone) {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    /** An instant with its zone, a local date and time, a time of today, or how long ago. */
    Instant parse(String text) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return moment(text.strip().replace(' ', 'T'));
        } catch (DateTimeException unclear) {
            throw CommandFailure.refused(
                    "\"%s\" is no time: give 14:03, 2026-11-21T14:03:05, 2026-11-21T14:03:05.123Z, or 2h for two hours ago"
                            .formatted(text));
        }
    }

    /** How long ago, as in {@code 2h}. */
    Instant ago(String text) {
        var ago = AGO.matcher(text);
        if (!ago.matches()) {
            throw CommandFailure.refused(
                    "\"%s\" is no duration: give a number and s, m, h, d or w".formatted(text));
        }
        return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }

    /** Time of day to the millisecond. */
    String clock(Instant time) {
        return CLOCK.format(time.atZone(zone));
    }

    String date(Instant time) {
        return time.atZone(zone).toLocalDate().toString();
    }

    /** Date and time of day. */
    String full(Instant time) {
        return FULL.format(time.atZone(zone));
    }

    private Instant moment(String text) {
        if (text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:\\d\\d")) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        }
        if (text.contains("T")) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
        return text.contains(":")
                ? now.atZone(zone)
                        .toLocalDate()
                        .atTime(LocalTime.parse(text))
                        .atZone(zone)
                        .toInstant()
                : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(7 * count);
            default -> throw new IllegalStateException("unit " + unit);
        };
    }
}
