package org.registryfleet.regfleet.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows long text a page at a time, with the pager that the environment names. */
final class Pager {

    private static final int SCREEN = 40;

    private final String command;

    Pager(String command) {
        this.command = command;
    }

    /** False when the text is short, or there is no such pager: it is to be printed then. */
    boolean show(List<String> lines) {
        if (lines.size() <= SCREEN) {
            return false;
        }
        var builder = new ProcessBuilder("/bin/sh", "-c", command).inheritIO();
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().putIfAbsent("LESS", "FRX");
        try {
            var process = builder.start();
            write(process, lines);
            return process.waitFor() != 127;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void write(Process process, List<String> lines) {
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            for (var line : lines) {
                in.write(line);
                in.write('\n');
            }
        } catch (IOException left) {
            // somebody has seen enough
            return;
        }
    }
}
