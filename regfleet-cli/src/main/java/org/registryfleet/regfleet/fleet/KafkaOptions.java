package org.registryfleet.regfleet.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaAccess;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the fleet's log is. */
public final class KafkaOptions {

    @Option(
            names = {"--kafka", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description =
                    "Kafka that holds the fleet's log. Default: environment variable"
                            + " REGFLEET_KAFKA, else the local fleet that runs in this folder.")
    private @Nullable String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Settings of Kafka's clients for TLS and logins, the format of Kafka's own"
                            + " commands. Default: environment variable REGFLEET_KAFKA_CONFIG, else"
                            + " none.")
    private @Nullable Path config;

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
     * How to reach the fleet's Kafka.
     *
     * @param folder relative paths begin here
     * @throws CommandFailure when none is named and no local fleet has run
     */
    public KafkaAccess access(Map<String, String> environment, Path folder) {
        var named = environment.get("REGFLEET_KAFKA_CONFIG");
        var file = config != null || named == null ? config : Path.of(named);
        try {
            return KafkaAccess.of(
                    bootstrapServers(environment, folder),
                    file == null ? null : folder.resolve(file));
        } catch (IllegalArgumentException unusable) {
            throw CommandFailure.refused(String.valueOf(unusable.getMessage()));
        }
    }

    private String bootstrapServers(Map<String, String> environment, Path folder) {
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
