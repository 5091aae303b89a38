package org.registryfleet.regfleet.fleet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the fleet's log is. */
public final class LogOptions {

    @Option(
            names = {"--kafka", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description =
                    "Kafka that holds the fleet's log. Default: environment variable"
                            + " REGFLEET_KAFKA, else the local fleet that runs in this folder.")
    private @Nullable String kafka;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".data/local",
            description = "Folder of the local fleet (default ${DEFAULT-VALUE}).")
    private Path data = Path.of(".data/local");

    /** The folder of the local fleet. */
    public Path data(Path folder) {
        return folder.resolve(data);
    }

    /**
     * The address of the fleet's Kafka.
     *
     * @param folder relative paths begin here
     * @throws CommandFailure when none is named and no local fleet has run
     */
    public String bootstrapServers(Map<String, String> environment, Path folder) {
        if (kafka != null) {
            return kafka;
        }
        var named = environment.get("REGFLEET_KAFKA");
        return named == null ? local(data(folder)) : named;
    }

    private static String local(Path data) {
        var ports = data.resolve("kafka").resolve("ports");
        try {
            return "127.0.0.1:" + Files.readString(ports).strip().split(" ", 2)[0];
        } catch (IOException absent) {
            throw CommandFailure.unreachable(
                    "no Kafka is named and no local fleet has run in %s: use --kafka HOST:PORT, REGFLEET_KAFKA, or start ./regfleet local"
                            .formatted(data));
        }
    }
}
