package org.registryfleet.localfleet.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The folder in which a run keeps its files. A temporary one is deleted at the end. */
public record Workspace(Path root, boolean isTemporary) implements AutoCloseable {

    public static Workspace temporary() {
        try {
            return new Workspace(Files.createTempDirectory("regfleet"), true);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary folder", failure);
        }
    }

    public static Workspace kept(Path folder) {
        return new Workspace(make(folder), false);
    }

    /** A folder inside, made when it is missing. */
    public Path folder(String name) {
        return make(root.resolve(name));
    }

    /** Deletes what an earlier run has left of a folder inside. */
    public void forget(String name) {
        delete(root.resolve(name));
    }

    @Override
    public void close() {
        if (isTemporary) {
            delete(root);
        }
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the folder " + folder, failure);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + folder, failure);
        }
    }
}
