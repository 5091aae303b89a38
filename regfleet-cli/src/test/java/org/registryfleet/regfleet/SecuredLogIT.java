package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.localfleet.kafka.SecuredKafka;
import org.registryfleet.regfleet.audit.AuditRun;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Commands at a Kafka that speaks TLS only and wants a login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredLogIT {

    private Path folder;
    private SecuredKafka kafka;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        kafka = SecuredKafka.start(folder.resolve("kafka"), "right-password");
        var access = KafkaAccess.of(kafka.bootstrapServers(), kafka.clientFile());
        try (var admin = access.admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1).withPartitions(1);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void registerAndAuditWithTheFileOfSettings() {
        var added =
                CommandLineRun.with(
                        Map.of("REGFLEET_KAFKA", kafka.bootstrapServers()),
                        folder,
                        "clusters",
                        "add",
                        "site-a",
                        "--unchecked",
                        "--kafka-config",
                        "kafka/client.properties");
        assertThat(added.exitStatus()).as(added.err()).isZero();

        var secured =
                Map.of(
                        "REGFLEET_KAFKA", kafka.bootstrapServers(),
                        "REGFLEET_KAFKA_CONFIG", kafka.clientFile().toString());
        var listed = CommandLineRun.with(secured, folder, "clusters", "list");
        assertThat(listed.out()).contains("site-a");

        var history = AuditRun.with(secured, folder, "history", "site-a");
        assertThat(history.exitStatus()).as(history.err()).isZero();
        assertThat(history.out()).contains("registered");
    }

    @Test
    void sayWhatMissesWithoutIt() {
        var plain = Map.of("REGFLEET_KAFKA", kafka.bootstrapServers());

        var listed = CommandLineRun.with(plain, folder, "clusters", "list");

        assertThat(listed.exitStatus()).isEqualTo(4);
        assertThat(listed.err()).contains("--kafka-config FILE");
        assertThat(
                        CommandLineRun.with(
                                        plain,
                                        folder,
                                        "clusters",
                                        "list",
                                        "--kafka-config",
                                        "absent")
                                .err())
                .contains("cannot be read from");
    }
}
