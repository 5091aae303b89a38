package org.registryfleet.regfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.regfleet.fleet.CommandFailure;

import java.time.Instant;
import java.time.ZoneId;

class TimeTextTest {

    /** A quarter past two in the afternoon there. */
    private final TimeText moments =
            new TimeText(Instant.parse("2026-07-21T12:15:30Z"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "14:03, 2026-07-21T12:03:00Z",
        "14:03:05, 2026-07-21T12:03:05Z",
        "14:03:05.250, 2026-07-21T12:03:05.250Z",
        "2026-07-20, 2026-07-19T22:00:00Z",
        "2026-01-20, 2026-01-19T23:00:00Z",
        "2026-07-20T14:03, 2026-07-20T12:03:00Z",
        "2026-07-20 14:03:05, 2026-07-20T12:03:05Z",
        "2026-07-20T14:03:05.123Z, 2026-07-20T14:03:05.123Z",
        "2026-07-20T14:03:05+05:30, 2026-07-20T08:33:05Z",
        "90s, 2026-07-21T12:14:00Z",
        "30m, 2026-07-21T11:45:30Z",
        "2h, 2026-07-21T10:15:30Z",
        "7d, 2026-07-14T12:15:30Z",
        "1w, 2026-07-14T12:15:30Z"
    })
    void readsTimesAsPeopleWriteThem(String text, Instant expected) {
        assertThat(moments.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tea-time", "25:00", "2026-13-01", "2h30m", "2026-07-20T", "-2h"})
    void refusesWhatIsNoTimeAndShowsSome(String text) {
        assertThatThrownBy(() -> moments.parse(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("\"%s\" is no time", text)
                .hasMessageContaining("2h for two hours ago");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14:03", "2", "2 h", "h"})
    void refusesWhatIsNoAge(String text) {
        assertThatThrownBy(() -> moments.ago(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("\"%s\" is no duration", text);
    }

    @Test
    void showsTimesInTheZone() {
        var time = Instant.parse("2026-07-21T22:30:00.007Z");

        assertThat(moments.clock(time)).isEqualTo("00:30:00.007");
        assertThat(moments.date(time)).isEqualTo("2026-07-22");
        assertThat(moments.full(time)).isEqualTo("2026-07-22 00:30:00.007");
    }

    @Test
    void agesBeyondTheCalendarAreRefusedToo() {
        assertThatThrownBy(() -> moments.parse("99999999999999999999d"))
                .isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> moments.ago("999999999999999999w"))
                .isInstanceOf(CommandFailure.class);
    }
}
