package org.registryfleet.clusteraccess.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class LineSplitterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void findsTheLinesHoweverTheBytesArrive(int chunk) {
        var bytes = "first\n\nsecönd\nthird\nunfinished".getBytes(UTF_8);
        var splitter = new LineSplitter();
        var lines = new ArrayList<String>();
        for (var from = 0; from < bytes.length; from += chunk) {
            var buffer = ByteBuffer.wrap(bytes, from, Math.min(chunk, bytes.length - from));
            splitter.add(List.of(buffer)).forEach(line -> lines.add(new String(line, UTF_8)));
        }

        assertThat(lines).containsExactly("first", "secönd", "third");
    }
}
