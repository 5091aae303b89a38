package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.registryfleet.events.Cause;

import java.util.List;

class RecordKeyCheckTest {

    static List<GoldenEvent> goldens() {
        return GoldenEvents.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void acceptsAnEventUnderItsOwnCluster(GoldenEvent golden) {
        var cluster = RecordKeyCheck.cluster(golden.event()).orElseThrow();

        assertThat(RecordKeyCheck.disagreement(cluster, golden.event())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void refusesAnEventUnderAnotherCluster(GoldenEvent golden) {
        assertThat(RecordKeyCheck.disagreement("other", golden.event()).orElseThrow())
                .contains("is about cluster", "its key is 'other'");
        assertThatExceptionOfType(UndecodableEventException.class)
                .isThrownBy(() -> RecordKeyCheck.require("other", golden.event()))
                .withMessageContainingAll("its key is 'other'", "find out who writes");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void refusesAnEventWithoutKey(GoldenEvent golden) {
        assertThat(RecordKeyCheck.disagreement(null, golden.event())).isPresent();
        assertThat(RecordKeyCheck.disagreement("", golden.event())).isPresent();
    }

    @Test
    void refusesARecordThatNamesNoCluster() {
        assertThat(
                        RecordKeyCheck.disagreement("hub", new Cause("fleet.clusters.v1", 0, 0L))
                                .orElseThrow())
                .contains("names no cluster");
    }
}
