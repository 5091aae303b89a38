package org.registryfleet.fleetpolicy.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * When clusters may begin to be changed: for a while after each time that a cron expression names.
 * As with cron, of a day of the month and one of the week either suffices where both are given.
 */
public record MaintenanceWindow(String schedule, Duration duration, ZoneId zone) {

    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> DAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /**
     * Checks the schedule.
     *
     * @throws IllegalArgumentException that names the field and what it may be
     */
    public MaintenanceWindow {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0
                || duration.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("a window lasts from a minute to seven days");
        }
        var _ = Times.of(schedule);
    }

    /** Whether a window has begun and not ended. */
    public boolean isOpen(Instant now) {
        var times = Times.of(schedule);
        var minute = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
        for (long back = 0; back < duration.toMinutes(); back++) {
            var start = minute.minusMinutes(back);
            if (times.match(start)) {
                return now.isBefore(start.toInstant().plus(duration));
            }
        }
        return false;
    }

    /** When the next window begins; null when none does within four years. */
    public @Nullable Instant next(Instant now) {
        var times = Times.of(schedule);
        var time = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        var end = time.plusYears(4);
        while (time.isBefore(end)) {
            if (!times.isDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (times.match(time)) {
                return time.toInstant();
            } else {
                time = time.plusMinutes(1);
            }
        }
        return null;
    }

    private record Times(
            BitSet minutes,
            BitSet hours,
            BitSet days,
            BitSet months,
            BitSet weekdays,
            boolean anyDay,
            boolean anyWeekday) {

        static Times of(String schedule) {
            var fields = schedule.strip().split("\\s+", -1);
            if (fields.length != 5) {
                throw new IllegalArgumentException(
                        "\"%s\" has %d fields; a schedule has five: minute, hour, day of the month, month, day of the week"
                                .formatted(schedule, fields.length));
            }
            var weekdays = values(fields[4], 0, 7, DAYS, 0);
            if (weekdays.get(7)) {
                weekdays.set(0);
            }
            return new Times(
                    values(fields[0], 0, 59, List.of(), 0),
                    values(fields[1], 0, 23, List.of(), 0),
                    values(fields[2], 1, 31, List.of(), 0),
                    values(fields[3], 1, 12, MONTHS, 1),
                    weekdays,
                    fields[2].startsWith("*"),
                    fields[4].startsWith("*"));
        }

        boolean match(ZonedDateTime time) {
            return isDay(time) && minutes.get(time.getMinute()) && hours.get(time.getHour());
        }

        boolean isDay(ZonedDateTime time) {
            boolean day = days.get(time.getDayOfMonth());
            boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
            boolean isDay = (anyDay || anyWeekday) ? (day && weekday) : (day || weekday);
            return isDay && months.get(time.getMonthValue());
        }

        private static BitSet values(
                String field, int least, int most, List<String> names, int first) {
            var values = new BitSet();
            for (var part : field.split(",", -1)) {
                var slash = part.split("/", 2);
                var range = slash[0].split("-", 2);
                boolean isAll = slash[0].equals("*");
                int from = isAll ? least : number(range[0], names, first);
                int to =
                        isAll || (slash.length == 2 && range.length == 1)
                                ? most
                                : number(range[range.length - 1], names, first);
                int step = slash.length == 2 ? number(slash[1], List.of(), 0) : 1;
                if (from < least || to > most || from > to || step < 1) {
                    throw new IllegalArgumentException(
                            "\"%s\" is no value from %d to %d".formatted(part, least, most));
                }
                for (int value = from; value <= to; value += step) {
                    values.set(value);
                }
            }
            return values;
        }

        private static int number(String text, List<String> names, int first) {
            int name = names.indexOf(text.toUpperCase(Locale.ROOT));
            if (name >= 0) {
                return name + first;
            }
            if (!text.matches("[0-9]{1,2}")) {
                throw new IllegalArgumentException("\"" + text + "\" is no number of a schedule");
            }
            return Integer.parseInt(text);
        }
    }
}
