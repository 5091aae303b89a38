package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.file.BundleLog;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.schemas.GoldenEvents;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** From a real Kafka into bundles and back, as a person does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceCommandsIT {

    private static final int OBSERVATIONS = 500;
    private static final List<String> FILLED = List.of(Topics.CLUSTERS, Topics.OBSERVATIONS);

    private Path folder;
    private LocalKafka kafka;

    @BeforeAll
    void fill(@TempDir Path temporary) throws IOException, GeneralSecurityException {
        folder = temporary;
        kafka = LocalKafka.start(folder.resolve("kafka"));
        var access = KafkaAccess.of(kafka.bootstrapServers());
        try (var admin = access.admin()) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1).withPartitions(3);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
        try (var producer = access.producer(Map.of())) {
            for (int i = 0; i < OBSERVATIONS; i++) {
                var cluster = "cluster-" + i % 7;
                var example = i % 2 == 0 ? "config-added" : "secret-deleted";
                producer.send(
                        new ProducerRecord<>(
                                Topics.CLUSTERS,
                                cluster,
                                GoldenEvents.bytes(ClusterRegistration.class, "labelled")));
                producer.send(
                        new ProducerRecord<>(
                                Topics.OBSERVATIONS,
                                cluster,
                                GoldenEvents.bytes(Observation.class, example)));
            }
        }
        writeKey("audit", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        writeKey("other", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void aSignedBundleIsWholeAndHoldsTheLog() throws IOException {
        var exported = run("export", "whole.zip", "--signing-key", "file:audit.key", "-o", "json");
        assertThat(exported.exitStatus()).as(exported.err()).isZero();
        assertThat(json(exported).path("records").asInt()).isEqualTo(2 * OBSERVATIONS);

        var verified = run("verify", "whole.zip", "--key", "audit.pub", "-o", "json");
        assertThat(verified.exitStatus()).isZero();
        assertThat(json(verified).path("whole").asBoolean()).isTrue();
        assertThat(json(verified).at("/signature/state").asText()).isEqualTo("Valid");
        try (var bundle = new BundleLog(folder.resolve("whole.zip"));
                var log = new KafkaLog(KafkaAccess.of(kafka.bootstrapServers()))) {
            var copy = records(bundle);
            assertThat(copy)
                    .hasSize(2 * OBSERVATIONS)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(records(log));
        }
    }

    @Test
    void saysThatNobodyCheckedWhoMadeIt() {
        run("export", "unsigned");
        var verified = run("verify", "unsigned");

        assertThat(verified.exitStatus()).isZero();
        assertThat(verified.out())
                .contains("not signed: this shows damage, not who made the bundle", "whole:");
        assertThat(run("verify", "unsigned", "--key", "audit.pub").exitStatus()).isEqualTo(1);
    }

    @Test
    void refusesTheWrongKey() {
        run("export", "signed", "--signing-key", "file:audit.key");
        var verified = run("verify", "signed", "--key", "other.pub");

        assertThat(verified.exitStatus()).isEqualTo(1);
        assertThat(verified.out()).contains("not by the given key", "NOT whole: 1 findings");
    }

    @Test
    void namesAnAlteredRecord() throws IOException {
        assertThat(run("export", "altered", "--cluster", "cluster-3"))
                .extracting(AuditRun.Result::exitStatus)
                .isEqualTo(0);
        Path records;
        try (var files = Files.list(folder.resolve("altered/records/" + Topics.OBSERVATIONS))) {
            records =
                    files.filter(f -> f.toString().endsWith(".records")).findFirst().orElseThrow();
        }
        var bytes = Files.readAllBytes(records);
        bytes[bytes.length - 1] ^= 1;
        Files.write(records, bytes);

        var verified = run("verify", "altered", "-o", "json");
        assertThat(verified.exitStatus()).isEqualTo(1);
        var findings = json(verified).path("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).path("kind").asText()).isEqualTo("AlteredRecord");
        assertThat(findings.get(0).path("topic").asText()).isEqualTo(Topics.OBSERVATIONS);
        assertThat(findings.get(0).path("offset").asLong()).isPositive();
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(run("export", "x", "--cluster", "clouster-3"))
                .satisfies(result -> assertThat(result.exitStatus()).isEqualTo(3))
                .satisfies(result -> assertThat(result.err()).contains("near is cluster-3"));
        assertThat(run("export", "x", "--signing-key", "env:NONE"))
                .satisfies(result -> assertThat(result.exitStatus()).isEqualTo(3));
        assertThat(run("export", "x", "--from", "yesterday"))
                .satisfies(result -> assertThat(result.err()).contains("is no time"));
        assertThat(run("verify", "nowhere"))
                .satisfies(result -> assertThat(result.exitStatus()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("does not exist"));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private AuditRun.Result run(String... arguments) {
        return AuditRun.with(Map.of("REGFLEET_KAFKA", kafka.bootstrapServers()), folder, arguments);
    }

    private void writeKey(String name, KeyPair pair) throws IOException {
        write(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
        write(name + ".pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private void write(String file, String label, byte[] der) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(label, Base64.getEncoder().encodeToString(der), label));
    }

    private static JsonNode json(AuditRun.Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }

    private static List<EventLogRecord> records(org.registryfleet.audit.log.EventLog log) {
        var records = new ArrayList<EventLogRecord>();
        for (var span : log.spans(FILLED)) {
            try (var cursor = log.open(span)) {
                cursor.forEachRemaining(records::add);
            }
        }
        return records;
    }
}
