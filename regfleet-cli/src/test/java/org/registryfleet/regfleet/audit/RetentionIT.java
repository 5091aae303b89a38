package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Questions about a time whose records Kafka has deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionIT {

    private static final String CLUSTER = "vsphere-1";

    private PlayedBack log;
    private AuditCommands audit;
    private Instant first;
    private Instant early;

    @BeforeAll
    void forget(@TempDir Path folder) throws IOException {
        var times =
                Recording.records().stream()
                        .filter(record -> record.topic().equals(Topics.OBSERVATIONS))
                        .filter(record -> CLUSTER.equals(record.key()))
                        .map(EventLogRecord::time)
                        .toList();
        first = times.get(times.size() / 2);
        early = times.getFirst().minus(Duration.ofSeconds(1));
        log = new PlayedBack(UnaryOperator.identity());
        log.forgetBefore(first);
        audit = AuditCommands.onKafka(log.bootstrapServers(), folder);
        Files.writeString(
                folder.resolve("objects.yaml"),
                "{apiVersion: v1, kind: Namespace, metadata: {name: x}}");
    }

    @AfterAll
    void stop() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history vsphere-1 --to EARLY",
                "explain vsphere-1 --at EARLY",
                "at EARLY vsphere-1",
                "diff EARLY LATE vsphere-1",
                "what-if vsphere-1 -f objects.yaml --at EARLY",
                "at EARLY",
                "diff EARLY LATE"
            })
    void saysSinceWhenThereIsHistory(String question) {
        var words =
                question.replace("EARLY", early.toString())
                        .replace("LATE", Recording.END.toString())
                        .split(" ", -1);

        var answer = audit.run(words);

        assertThat(answer.exitStatus()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("the history of " + (question.contains(CLUSTER) ? CLUSTER : "the fleet"))
                .contains("exists from 20")
                .contains("beyond the log's retention");
    }

    @Test
    void tellsWhatIsLeftAndThatMoreWas() {
        var answer = audit.run("history", CLUSTER, "-o", "json", "--limit", "0");

        assertThat(answer.exitStatus()).isZero();
        assertThat(answer.err()).contains("the history of vsphere-1 exists from");
        assertThat(answer.tree().path("chapters"))
                .filteredOn(
                        chapter -> chapter.at("/record/topic").asText().equals(Topics.OBSERVATIONS))
                .filteredOn(chapter -> !chapter.at("/event/type").asText().equals("NOT_READ"))
                .isNotEmpty()
                .allSatisfy(
                        chapter ->
                                assertThat(Instant.parse(chapter.path("time").asText()))
                                        .isAfterOrEqualTo(first));
    }

    @Test
    void tellsTheStateOfAMomentThatIsLeft() {
        var answer = audit.run("at", Recording.END.toString());

        assertThat(answer.exitStatus()).isZero();
        assertThat(answer.out()).containsPattern("vsphere-1 +VSphere +PVC +Managed +Available");
    }

    @Test
    void exportsOnlyWhatIsLeft() {
        var refused =
                audit.run(
                        "export",
                        "bundle",
                        "--topic",
                        Topics.OBSERVATIONS,
                        "--from",
                        early.toString());

        assertThat(refused.exitStatus()).isEqualTo(3);
        assertThat(refused.err()).contains("history begins at").contains("what was before is gone");
        assertThat(audit.run("export", "rest", "--topic", Topics.OBSERVATIONS).exitStatus())
                .isZero();
        assertThat(audit.run("verify", "rest").exitStatus()).isZero();
    }
}
