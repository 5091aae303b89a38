package org.registryfleet.simulated.server;

import org.registryfleet.simulated.failure.ApiFailure;

/** Reads numbers out of query parameters. */
final class Versions {
    private Versions() {}

    /** The revision; 0 where the parameter is missing. */
    static long revision(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest(
                    "resourceVersion: Invalid value: \""
                            + text
                            + "\": strconv.ParseUint: parsing \""
                            + text
                            + "\": invalid syntax");
        }
    }

    /** The number; 0 where the parameter is missing. */
    static long number(String parameter, String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest("unable to parse query parameter " + parameter);
        }
    }
}
