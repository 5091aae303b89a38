package org.registryfleet.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class RecordComparisonTest {

    private static final TopicPartitionId LANE = new TopicPartitionId("topic", 3);
    private final RecordHasher hashing = new RecordHasher();

    /** In both columns n is the record at offset n, n! one with other bytes, ? is unreadable. */
    @ParameterizedTest
    @CsvSource({
        "'1 2 3', '1 2 3', ''",
        "'1 2 3', '1 2! 3', altered 2",
        "'1 2 3', '1 ? 3', altered 2",
        "'1 2 3', '1 9! 3', altered 2",
        "'1 2 3', '1 1! 3', altered 2",
        "'1 2 3', '1 3', missing 2-2",
        "'1 2 3', '2 3', missing 1-1",
        "'1 2 3', '1 2', missing 3-3",
        "'1 2 3 4 5', '1 5', missing 2-4",
        "'1 2 3 4 5', '', missing 1-5",
        "'1 2 3 4', '1 3 2 4', moved 2",
        "'1 2 3 4', '2 1 3 4', moved 1",
        "'1 2 3 4 5 6', '1 5 2 3 4 6', moved 5",
        "'1 2 3 4 5 6', '1 3 4 5 2 6', moved 2",
        "'1 2 3 4 5 6', '1 5 3 4 2 6', moved 2; moved 5",
        "'1 2 3', '1 2 2 3', copied 2",
        "'1 2 3', '1 2 3 1', copied 1",
        "'1 2 3', '1 2 7! 3', foreign 7",
        "'1 2 3', '1 2 3 ?', foreign -1",
        "'1 3 5', '1 5', missing 3-3",
        "'1 3 5', '1 3! 5!', altered 3; altered 5",
        "'1 2 3 4 5 6 7', '1 2! 3 5 6 7 7', altered 2; missing 4-4; copied 7"
    })
    void saysWhatWasDone(String listed, String found, String expected) {
        assertThat(findings(listed, found)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void namesALongRemovalAsOne() {
        assertThat(findings(numbers(1, 50_000), numbers(1, 10) + " " + numbers(40_001, 50_000)))
                .isEqualTo("missing 11-40000");
    }

    @Test
    void namesAnAlteredRecordAmongManyAsOne() {
        var found = numbers(1, 700) + " 701! " + numbers(702, 2_000);
        assertThat(findings(numbers(1, 2_000), found)).isEqualTo("altered 701");
    }

    @Test
    void tellsOfTwoFarRecordsThatTheyChangedPlaces() {
        var found =
                numbers(1, 99) + " 1800 " + numbers(101, 1_799) + " 100 " + numbers(1_801, 2_000);
        assertThat(findings(numbers(1, 2_000), found)).isEqualTo("moved 100; moved 1800");
    }

    @Test
    void neverCallsAnyOtherOrderWhole() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var records =
                    new ArrayList<>(IntStream.range(0, 150).mapToObj(Integer::toString).toList());
            var listed = String.join(" ", records);
            Collections.shuffle(records.subList(20, 20 + 2 + random.nextInt(120)), random);
            var found = String.join(" ", records);
            if (!found.equals(listed)) {
                assertThat(findings(listed, found)).as("seed %d", seed).contains("moved");
            }
        }
    }

    private String findings(String listed, String found) {
        var list = listed(listed);
        var comparison = new RecordComparison(LANE, list.iterator(), found(found).iterator());
        comparison.run();
        var findings = comparison.findings(list.iterator());
        assertThat(comparison.isEqual()).isEqualTo(findings.isEmpty());
        return findings.stream().map(RecordComparisonTest::word).collect(Collectors.joining("; "));
    }

    private List<HashListEntry> listed(String text) {
        return words(text).stream().map(this::record).toList();
    }

    private List<ScannedRecord> found(String text) {
        var records = new ArrayList<ScannedRecord>();
        for (var word : words(text)) {
            int position = records.size();
            records.add(
                    word.equals("?")
                            ? ScannedRecord.damaged(position, position, "torn")
                            : ScannedRecord.whole(position, position, record(word)));
        }
        return records;
    }

    private HashListEntry record(String word) {
        return new HashListEntry(
                Long.parseLong(word.replace("!", "")), hashing.leaf(word.getBytes(UTF_8)));
    }

    private static List<String> words(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static String numbers(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    private static String word(VerificationFinding finding) {
        return switch (finding) {
            case VerificationFinding.AlteredRecord one -> "altered " + one.offset();
            case VerificationFinding.MissingRecords one ->
                    "missing " + one.offset() + "-" + one.lastOffset();
            case VerificationFinding.MovedRecord one -> "moved " + one.offset();
            case VerificationFinding.CopiedRecord one -> "copied " + one.offset();
            case VerificationFinding.ForeignRecord one -> "foreign " + one.offset();
            case VerificationFinding.BrokenChain one -> one.message();
            case VerificationFinding.More one -> one.message();
            case VerificationFinding.InFile one -> one.message();
            case VerificationFinding.BadSignature one -> one.message();
            case VerificationFinding.BrokenSequence one -> one.message();
        };
    }
}
