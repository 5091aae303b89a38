package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Option;

import java.time.Instant;

/** Which part of the history somebody wants to see. */
final class WindowOptions {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = {
                "From this time on: 14:03, 2026-11-21T14:03:05, with Z for UTC, or 2h for two hours",
                "ago (default: the beginning)."
            })
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Up to this time (default: now).")
    private @Nullable String to;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "The same as --from, by age: 30m, 2h, 7d.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "At most so many events, the latest (default ${DEFAULT-VALUE}; 0 for all).")
    private int limit = 200;

    int limit() {
        if (limit < 0) {
            throw CommandFailure.refused("--limit is %d; give 0 or more".formatted(limit));
        }
        return limit;
    }

    Instant from(TimeText time) {
        if (from != null && since != null) {
            throw CommandFailure.refused("give --from or --since, not both");
        }
        if (since != null) {
            return time.ago(since);
        }
        return from == null ? Instant.EPOCH : time.parse(from);
    }

    Instant to(TimeText time) {
        var end = to == null ? time.now() : time.parse(to);
        if (end.isBefore(from(time))) {
            throw CommandFailure.refused(
                    "the range ends (%s) before it begins (%s)"
                            .formatted(time.full(end), time.full(from(time))));
        }
        return end;
    }
}
