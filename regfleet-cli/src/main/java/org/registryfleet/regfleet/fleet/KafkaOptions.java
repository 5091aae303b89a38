package org.registryfleet.regfleet.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaAccess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the fleet's log is. The options stand in {@code regfleet options}, not in each help. */
@Command(footer = {"", "Where the fleet is: the current context, or \"regfleet options\"."})
public final class KafkaOptions {

    @Option(
            hidden = true,
            names = {"--kafka", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description =
                    "Kafka that holds the fleet's log. Default: environment variable"
                            + " REGFLEET_KAFKA, else the local fleet that runs in this folder.")
    private @Nullable String kafka;

    @Option(
            hidden = true,
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Settings of Kafka's clients for TLS and logins, the format of Kafka's own"
                            + " commands. Default: environment variable REGFLEET_KAFKA_CONFIG, else"
                            + " none.")
    private @Nullable Path config;

    @Option(
            hidden = true,
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of the local fleet. Default: environment variable REGFLEET_DATA, else"
                            + " .data/local.")
    private @Nullable Path data;

    /** The folder of the local fleet. */
    public Path data(Map<String, String> environment, Path folder) {
        return folder.resolve(
                data == null
                        ? Path.of(environment.getOrDefault("REGFLEET_DATA", ".data/local"))
                        : data);
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
        if (data != null) {
            return local(folder.resolve(data));
        }
        var named = environment.get("REGFLEET_KAFKA");
        return named == null ? local(data(environment, folder)) : named;
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
