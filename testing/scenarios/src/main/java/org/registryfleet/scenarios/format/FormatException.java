package org.registryfleet.scenarios.format;

/** A file of a scenario does not follow the format; the message names file and key. */
public final class FormatException extends RuntimeException {

    public FormatException(String file, String key, String problem) {
        super(file + ": " + (key.isEmpty() ? "" : key + ": ") + problem);
    }

    public FormatException(String file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }
}
