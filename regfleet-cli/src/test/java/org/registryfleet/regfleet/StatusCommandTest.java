package org.registryfleet.regfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class StatusCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "nowhere", "http://a b"})
    void saysThatAnAddressIsNone(String url) {
        var result = new CommandLineRun(folder).run("status", "--url", url);

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("is no address", "http://HOST:PORT");
    }

    @Test
    void saysThatNobodyAnswers() {
        var result = new CommandLineRun(folder).run("status", "--url", "http://127.0.0.1:1");

        assertThat(result.exitStatus()).isEqualTo(4);
        assertThat(result.err()).contains("http://127.0.0.1:1 does not answer:");
    }
}
