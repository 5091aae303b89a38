package org.registryfleet.audit.file;

/** Told from several threads how far a long work has come. */
@FunctionalInterface
public interface ExportProgress {

    /** For those who do not want to know. */
    ExportProgress NONE = (_, _) -> {};

    /**
     * Tells.
     *
     * @param done records or offsets so far
     * @param total of them
     */
    void reached(long done, long total);
}
