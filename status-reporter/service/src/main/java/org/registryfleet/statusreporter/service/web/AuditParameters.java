package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a history request.
 *
 * @param limit entries per page
 * @param skip number of latest entries shown on earlier pages
 */
record AuditParameters(Instant from, Instant to, int limit, int skip) {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 500;
    private static final int DEEPEST = 10_000;

    /**
     * Parses the parameters of a history page.
     *
     * @throws RequestProblem that lists all errors
     */
    static AuditParameters ofHistory(Map<String, List<String>> given, Instant now) {
        var faults = new ArrayList<String>();
        unknown(given, List.of("from", "to", "limit", "skip"), faults);
        var asked =
                new AuditParameters(
                        instant(given, "from", Instant.EPOCH, faults),
                        instant(given, "to", now, faults),
                        number(given, "limit", PAGE, LONGEST_PAGE, faults),
                        number(given, "skip", 0, DEEPEST, faults));
        if (asked.to().isBefore(asked.from())) {
            faults.add("to is %s, before from (%s)".formatted(asked.to(), asked.from()));
        }
        refuse(faults);
        return asked;
    }

    /**
     * Parses a point in time.
     *
     * @param otherwise default; null if the parameter is required
     * @throws RequestProblem that lists all errors
     */
    static Instant moment(
            Map<String, List<String>> given, String name, @Nullable Instant otherwise) {
        var faults = new ArrayList<String>();
        unknown(given, List.of(name), faults);
        if (otherwise == null && text(given, name, faults).isEmpty()) {
            faults.add("%s is missing; give a time like 2026-11-21T14:03:00Z".formatted(name));
        }
        var moment = instant(given, name, otherwise == null ? Instant.EPOCH : otherwise, faults);
        refuse(faults);
        return moment;
    }

    private static Instant instant(
            Map<String, List<String>> given, String name, Instant otherwise, List<String> faults) {
        var text = text(given, name, faults);
        try {
            return text.isEmpty() ? otherwise : Instant.parse(text);
        } catch (DateTimeException noTime) {
            faults.add(
                    "%s is \"%s\"; it must be a time like 2026-11-21T14:03:00Z"
                            .formatted(name, text));
            return otherwise;
        }
    }

    private static int number(
            Map<String, List<String>> given,
            String name,
            int otherwise,
            int most,
            List<String> faults) {
        var text = text(given, name, faults);
        int least = Math.min(1, otherwise);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1,6}")
                && Integer.parseInt(text) >= least
                && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        faults.add(
                "%s is \"%s\"; it must be a number from %d to %d"
                        .formatted(name, text, least, most));
        return otherwise;
    }

    private static String text(Map<String, List<String>> given, String name, List<String> faults) {
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add("%s is given %d times; give it once".formatted(name, values.size()));
        }
        return values.isEmpty() ? "" : values.getFirst().strip();
    }

    private static void unknown(
            Map<String, List<String>> given, List<String> names, List<String> faults) {
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .map(
                        name ->
                                "there is no parameter \"%s\"; the parameters are %s"
                                        .formatted(name, names))
                .forEach(faults::add);
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw RequestProblem.badRequest(faults);
        }
    }
}
