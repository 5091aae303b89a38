package org.registryfleet.localfleet.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of 64 MiB in memory, where this process may mount one. */
final class SmallDisk {

    private static final String BALLAST = "ballast";
    private static final long SIZE = 64 * 1024 * 1024;

    private SmallDisk() {}

    /** Says loudly when it is not possible; the folder is an ordinary one then. */
    static void mount(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
                System.err.println("NO SMALL DISK: mount is refused, the full disk is not tried");
            }
            // a test that is stopped from outside must not leave it behind
            var hook = Thread.ofPlatform().unstarted(() -> unmount(folder));
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static boolean isOne(Path folder) {
        try {
            var disk = Files.getFileStore(folder);
            return disk.type().equals("tmpfs") && disk.getTotalSpace() <= SIZE;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes all that is free. */
    static void fill(Path folder) {
        var block = new byte[64 * 1024];
        try (var out = Files.newOutputStream(folder.resolve(BALLAST))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            System.out.println("the disk of a broker is full: " + full.getMessage());
        }
    }

    static void free(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(BALLAST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** At once for its name; the memory is free when its last user has gone. */
    static void unmount(Path folder) {
        if (Files.exists(folder) && isOne(folder)) {
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
