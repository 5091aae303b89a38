package org.registryfleet.registrydeployer.pruner;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.change.GoDuration;

import java.util.Optional;

/**
 * The minimum age of an image before it is pruned, from the current field or its deprecated
 * predecessor.
 */
final class PruneRetention {

    static final String FIELD = "keepYoungerThanDuration";

    private static final String DEFAULT = "60m";
    private static final String NANOSECONDS_FIELD = "keepYoungerThan";

    private PruneRetention() {}

    /** The command-line value; empty if the ImagePruner's text is not a duration. */
    static Optional<String> of(JsonNode pruner) {
        var duration = pruner.path(FIELD);
        if (duration.isTextual()) {
            return GoDuration.parse(duration.textValue()).map(GoDuration::toString);
        }
        var nanoseconds = pruner.path(NANOSECONDS_FIELD);
        return Optional.of(
                nanoseconds.isIntegralNumber()
                        ? new GoDuration(nanoseconds.longValue()).toString()
                        : DEFAULT);
    }
}
