package org.registryfleet.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.audit.evidence.BundleManifest.Range;
import org.registryfleet.audit.evidence.EvidenceException;
import org.registryfleet.audit.evidence.SignatureState;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.schemas.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class BundleExporterTest {

    @TempDir private Path folder;

    @Test
    void isWholeAndNamesWhatItHolds() {
        var bundle = folder.resolve("bundle");
        var made = Exports.export(RecordedLog.of(30), Exports.request(bundle, Range.ALL));
        var verdict = Exports.verify(bundle);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.notes()).isEmpty();
        assertThat(verdict.manifest()).isEqualTo(made.manifest());
        assertThat(verdict.fingerprint()).isEqualTo(made.fingerprint());
        assertThat(verdict.signature()).isInstanceOf(SignatureState.NotSigned.class);
        assertThat(made.manifest().records()).isEqualTo(93);
        assertThat(made.manifest().schemas())
                .extracting(schema -> schema.name().replaceAll(".*\\.", ""))
                .containsExactlyInAnyOrder("Observation", "ClusterRegistration");
    }

    @Test
    void isReadLikeTheLog() {
        var log = RecordedLog.of(30);
        var bundle = folder.resolve("bundle.zip");
        Exports.export(log, Exports.request(bundle, Range.ALL));

        try (var copy = new BundleLog(bundle)) {
            assertThat(copy.spans(RecordedLog.TOPICS)).isEqualTo(log.spans(RecordedLog.TOPICS));
            for (var span : copy.spans(RecordedLog.TOPICS)) {
                try (var cursor = copy.open(span)) {
                    assertThat(cursor)
                            .toIterable()
                            .usingRecursiveFieldByFieldElementComparator()
                            .containsExactlyElementsOf(
                                    log.partition(span.topic(), span.partition()));
                }
                var time = RecordedLog.START.plusSeconds(7);
                assertThat(copy.offsetAt(span, time)).isEqualTo(log.offsetAt(span, time));
            }
            assertThatThrownBy(() -> copy.spans(List.of(Topics.STATUS)))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(Topics.STATUS);
        }
    }

    @Test
    void aLogFromAnAlteredBundleStopsThere() throws IOException {
        var bundle = folder.resolve("bundle");
        Exports.export(RecordedLog.of(30), Exports.plain(bundle));
        var file = bundle.resolve("records/%s/1.records".formatted(Topics.OBSERVATIONS));
        var bytes = Exports.read(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        try (var log = new BundleLog(bundle);
                var cursor = log.open(log.spans(List.of(Topics.OBSERVATIONS)).get(1))) {
            assertThatThrownBy(() -> cursor.forEachRemaining(_ -> {}))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("is altered in the bundle at offset 1");
        }
    }

    @Test
    void takesARangeOfTimeAndSomeClusters() {
        var bundle = folder.resolve("bundle");
        var from = RecordedLog.START.plusSeconds(10);
        var to = RecordedLog.START.plusSeconds(20);
        var made =
                Exports.export(
                        RecordedLog.of(30),
                        Exports.request(bundle, new Range(from, to, List.of("c-1"))));

        assertThat(made.manifest().records()).isEqualTo(10);
        assertThat(made.manifest().partitions()).allMatch(proof -> proof.span().partition() == 1);
        assertThat(Exports.verify(bundle).isWhole()).isTrue();
        assertThat(Exports.verify(bundle).notes())
                .singleElement()
                .asString()
                .contains("only records of c-1");
    }

    @Test
    void refusesAnUnknownClusterAndNamesNearOnes() {
        var request =
                Exports.request(folder.resolve("bundle"), new Range(null, null, List.of("c-11")));

        assertThatThrownBy(() -> Exports.export(RecordedLog.of(3), request))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("no cluster \"c-11\"")
                .hasMessageContaining("near is c-1");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesATimeBeforeHistoryAndSaysWhenItBegins() {
        var log = RecordedLog.of(30);
        for (int partition = 0; partition < RecordedLog.PARTITIONS; partition++) {
            log.without(Topics.OBSERVATIONS, partition, 0, 10);
        }
        var early = new Range(RecordedLog.START.plusSeconds(3), null, List.of());

        assertThatThrownBy(() -> Exports.export(log, Exports.request(folder.resolve("b"), early)))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("history begins at 2026-11-01T00:00:10Z");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhenTheLogBreaksOff() {
        assertThatThrownBy(
                        () ->
                                Exports.export(
                                        RecordedLog.of(30).brokenAfter(20),
                                        Exports.plain(folder.resolve("bundle"))))
                .isInstanceOf(LogException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKilledExportIsNoBundleAndIsReplaced() throws IOException {
        var partial = folder.resolve("bundle.partial");
        Files.createDirectories(partial);
        Files.writeString(partial.resolve(BundleFile.INCOMPLETE), "");
        Files.writeString(partial.resolve(BundleFile.MANIFEST), "{}");

        assertThatThrownBy(() -> Exports.verify(partial))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("not finished");
        Exports.export(RecordedLog.of(3), Exports.plain(folder.resolve("bundle")));
        assertThat(Exports.verify(folder.resolve("bundle")).isWhole()).isTrue();
        assertThat(partial).doesNotExist();
    }

    @Test
    void writesOverNothing() throws IOException {
        Files.writeString(folder.resolve("bundle"), "mine");

        assertThatThrownBy(
                        () ->
                                Exports.export(
                                        RecordedLog.of(3), Exports.plain(folder.resolve("bundle"))))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("exists");
    }

    @Test
    void marksWhatItCannotRead() {
        var bundle = folder.resolve("bundle");
        var log = RecordedLog.of(3).add(Topics.OBSERVATIONS, 1, new byte[] {'{', '}'});
        log.add(Topics.OBSERVATIONS, 1, null);
        var made = Exports.export(log, Exports.request(bundle, Range.ALL));

        assertThat(made.manifest().partitions())
                .filteredOn(proof -> proof.unreadable() > 0)
                .singleElement()
                .satisfies(proof -> assertThat(proof.unreadableOffsets()).containsExactly(3L));
        assertThat(Exports.verify(bundle).isWhole()).isTrue();
        assertThat(Exports.verify(bundle).notes())
                .singleElement()
                .asString()
                .contains("1 records could not be read", "offsets 3");
    }

    @Test
    void tellsHolesOfTheLogFromCompaction() {
        var bundle = folder.resolve("bundle");
        var log = RecordedLog.of(30).without(Topics.OBSERVATIONS, 1, 5, 8);
        for (int i = 0; i < 3; i++) {
            log.add(Topics.CLUSTERS, 2, null);
        }
        log.without(Topics.CLUSTERS, 2, 1, 3);
        Exports.export(log, Exports.plain(bundle));

        assertThat(Exports.verify(bundle).isWhole()).isTrue();
        assertThat(Exports.verify(bundle).notes())
                .containsExactlyInAnyOrder(
                        "fleet.observations.v1-1: the log had no record at 3 offsets when it was exported: 5–7",
                        "fleet.clusters.v1: compacted topics without all offsets; whether compaction or a loss made the holes cannot be told");
    }

    @Test
    void goesOnFromThePreviousBundle() {
        var first = folder.resolve("first");
        var second = folder.resolve("second");
        var third = folder.resolve("third");
        Exports.export(RecordedLog.of(10), Exports.plain(first));
        var made = Exports.export(RecordedLog.of(30), Exports.after(second, first));
        Exports.export(RecordedLog.of(40), Exports.after(third, second));

        assertThat(made.manifest().records()).isEqualTo(60);
        assertThat(sequence(second, first)).isEmpty();
        assertThat(sequence(third, second)).isEmpty();
        assertThat(sequence(third, first))
                .singleElement()
                .asString()
                .contains("not from the given one");
        assertThat(sequence(first, second)).containsExactly("the bundle goes on from no other one");
    }

    @Test
    void doesNotGoOnWhereTheLogHasLostRecords() {
        var first = folder.resolve("first");
        Exports.export(RecordedLog.of(10), Exports.plain(first));
        var log = RecordedLog.of(30).without(Topics.OBSERVATIONS, 1, 0, 15);

        assertThatThrownBy(() -> Exports.export(log, Exports.after(folder.resolve("b"), first)))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("ends before offset 10, the log now begins at 15");
    }

    private static List<String> sequence(Path bundle, Path previous) {
        return Exports.messages(
                BundleVerifier.verify(
                        bundle,
                        new VerificationOptions(null, null, previous),
                        ExportProgress.NONE));
    }

    @Test
    void theTimeOfTheExportIsGiven() {
        var made = Exports.export(RecordedLog.of(2), Exports.plain(folder.resolve("bundle")));

        assertThat(made.manifest().createdAt()).isEqualTo(Instant.parse("2026-11-21T03:00:00Z"));
    }
}
