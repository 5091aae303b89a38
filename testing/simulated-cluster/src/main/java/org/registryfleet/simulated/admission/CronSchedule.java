package org.registryfleet.simulated.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text is a schedule of a CronJob: five fields or a descriptor, perhaps after a time
 * zone.
 */
final class CronSchedule {
    private static final Set<String> DESCRIPTORS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final Pattern FIELD =
            Pattern.compile(
                    "(\\*|\\?|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/\\d+)?(,(\\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/\\d+)?)*");

    private CronSchedule() {}

    static Optional<String> complaint(String schedule) {
        var text = schedule.strip();
        if (text.startsWith("@")) {
            return DESCRIPTORS.contains(text) || text.startsWith("@every ")
                    ? Optional.empty()
                    : Optional.of("unrecognized descriptor: " + text);
        }
        var fields = List.of(text.split("\\s+"));
        if (fields.size() != 5) {
            return Optional.of(
                    "expected exactly 5 fields, found "
                            + fields.size()
                            + ": ["
                            + String.join(" ", fields)
                            + "]");
        }
        return fields.stream()
                .filter(field -> !FIELD.matcher(field).matches())
                .findFirst()
                .map(
                        field ->
                                "failed to parse int from "
                                        + field
                                        + ": strconv.Atoi: parsing \""
                                        + field
                                        + "\": invalid syntax");
    }
}
