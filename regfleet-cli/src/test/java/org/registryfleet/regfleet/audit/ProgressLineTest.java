package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

class ProgressLineTest {

    private final StringWriter shown = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final ProgressLine line =
            new ProgressLine("reading", new PrintWriter(shown), () -> now);

    @Test
    void aShortWorkShowsNothing() {
        line.starting(10);
        line.read(5);
        now = now.plusMillis(900);
        line.read(5);
        line.finished();

        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void aLongWorkIsShownNowAndThenAndGoneInTheEnd() {
        line.starting(1_000);
        now = now.plusMillis(1_100);
        line.read(250);
        now = now.plusMillis(100);
        line.read(250);

        assertThat(shown.toString()).contains("reading [#######").contains("25 % (250 of 1,000)");
        assertThat(shown.toString()).doesNotContain("50 %");
        now = now.plusMillis(200);
        line.read(100);
        line.read(400);
        assertThat(shown.toString()).contains("60 %").endsWith("\r\u001B[K");
    }
}
