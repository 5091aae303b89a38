package org.registryfleet.audit.file;

/** Receives the progress of a long-running export or verification. Called from several threads. */
@FunctionalInterface
public interface ExportProgress {

    /** Ignores all progress. */
    ExportProgress NONE = (_, _) -> {};

    /**
     * Tells.
     *
     * @param done records or offsets processed so far
     * @param total expected number
     */
    void reached(long done, long total);
}
