package org.registryfleet.regfleet.audit;

import org.registryfleet.regfleet.fleet.CommandFailure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A moment as a person writes it: ISO 8601, with a zone or in the local one, or a date. */
final class TimeText {

    private TimeText() {}

    static Instant parse(String text, ZoneId zone) {
        List<Function<String, Instant>> forms =
                List.of(
                        Instant::parse,
                        form -> OffsetDateTime.parse(form).toInstant(),
                        form -> LocalDateTime.parse(form).atZone(zone).toInstant(),
                        form -> LocalDate.parse(form).atStartOfDay(zone).toInstant());
        return forms.stream()
                .map(form -> tried(form, text))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.refused(
                                        "\"%s\" is no time: write 2026-11-21T14:03:00Z, 2026-11-21T14:03 or 2026-11-21"
                                                .formatted(text)));
    }

    private static Optional<Instant> tried(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
