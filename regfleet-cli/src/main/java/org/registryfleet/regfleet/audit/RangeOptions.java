package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which part of the log a command is about. */
final class RangeOptions {

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description = "Only this cluster; may be repeated.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From this time on (default: the beginning).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Before this time (default: the log's end now).")
    private @Nullable String to;

    List<String> clusters() {
        return List.copyOf(clusters);
    }

    /** The first moment; null for the beginning. */
    @Nullable Instant from(TimeText time) {
        return from == null ? null : time.parse(from);
    }

    /** The moment after the last; null for the end. */
    @Nullable Instant to(TimeText time) {
        return to == null ? null : time.parse(to);
    }
}
