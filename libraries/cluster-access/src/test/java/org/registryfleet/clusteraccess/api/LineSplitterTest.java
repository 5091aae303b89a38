package org.registryfleet.clusteraccess.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

class LineSplitterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void findsTheLinesHoweverTheBytesArrive(int chunk) {
        var bytes = "first\n\nsecönd\nthird\nunfinished".getBytes(UTF_8);
        var splitter = new LineSplitter(ResponseLimits.standard(), new AtomicLong());
        var lines = new ArrayList<String>();
        for (var from = 0; from < bytes.length; from += chunk) {
            var buffer = ByteBuffer.wrap(bytes, from, Math.min(chunk, bytes.length - from));
            splitter.add(List.of(buffer)).forEach(line -> lines.add(new String(line, UTF_8)));
        }

        assertThat(lines).containsExactly("first", "secönd", "third");
    }

    @Test
    void cutsALineThatDoesNotEnd() {
        var limits = new ResponseLimits(1_000, 10);
        var splitter = new LineSplitter(limits, new AtomicLong());

        assertThat(splitter.add(bytes("0123456789\n0123456789"))).hasSize(1);
        assertThatThrownBy(() -> splitter.add(bytes("0")))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("10 bytes");
        assertThat(limits.exceeded()).isOne();
    }

    @Test
    void limitsWhatAllStreamsOfAClusterLeaveUnfinished() {
        var limits = new ResponseLimits(1_000, 10);
        var unfinished = new AtomicLong();
        var splitters =
                Stream.generate(() -> new LineSplitter(limits, unfinished)).limit(5).toList();
        splitters.subList(0, 4).forEach(splitter -> splitter.add(bytes("0123456789")));

        assertThatThrownBy(() -> splitters.getLast().add(bytes("0")))
                .isInstanceOf(ResponseTooLargeException.class);
        splitters.forEach(LineSplitter::end);
        assertThat(unfinished).hasValue(0);
    }

    private static List<ByteBuffer> bytes(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
