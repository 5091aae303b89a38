package org.registryfleet.audit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.fact.Fact;

import java.time.Instant;

class TimelineProjectionTest {

    @Test
    void hangsDecisionsAndEffectsOnTheEventThatLedToThem() {
        var edit = Tale.ofAClaim().timeline(Instant.EPOCH, 0).entries().get(1);

        assertThat(edit.observed().changes())
                .extracting(change -> change.path())
                .containsExactly("spec.managementState");
        assertThat(edit.decisions()).hasSize(1);
        var storage = edit.decisions().getFirst();
        assertThat(storage.result()).isNotNull();
        assertThat(storage.effects()).hasSize(1);
        assertThat(storage.effects().getFirst().outcome()).isNotNull();
    }

    @Test
    void knowsItsOwnWriteInWhatTheWatcherSees() {
        var timelineEntries = Tale.ofAClaim().timeline(Instant.EPOCH, 0).entries();

        assertThat(timelineEntries)
                .extracting(timelineEntry -> timelineEntry.observed().action())
                .containsExactly("", "", "a1");
    }

    @Test
    void hangsALaterStageOnTheResultThatItFollows() {
        var claim = Tale.ofAClaim().timeline(Instant.EPOCH, 0).entries().getLast();

        assertThat(claim.decisions()).extracting(DecisionEntry::stage).containsExactly("storage");
        assertThat(claim.decisions().getFirst().followers())
                .extracting(DecisionEntry::stage)
                .containsExactly("status");
    }

    @Test
    void keepsTheStandingResultBesideADecisionThatLeftItAsItWas() {
        var tale = Tale.ofAClaim();
        var again = tale.seen(Fact.ObservationType.MODIFIED, Tale.CONFIG, "3", "{}");
        tale.asked("a2", "status", again, Tale.CONFIG);
        var status = tale.timeline(Instant.EPOCH, 0).entries().getLast().decisions().getFirst();

        assertThat(status.result()).isNull();
        assertThat(status.standing().path("summary").asText()).isEqualTo("Available");
    }

    @Test
    void comparesWithWhatWasSeenBeforeTheRange() {
        var timeline = Tale.ofAClaim().timeline(Tale.START.plusSeconds(1), 0);

        assertThat(timeline.entries().getFirst().observed().changes()).hasSize(1);
    }

    @Test
    void keepsTheLatestChaptersAndCountsTheOthers() {
        var timeline = Tale.ofAClaim().timeline(Instant.EPOCH, 1);

        assertThat(timeline.entries()).hasSize(1);
        assertThat(timeline.earlier()).isEqualTo(2);
    }

    @Test
    void marksWhatNobodyCanRead() {
        var tale = Tale.ofAClaim();
        tale.unreadable();
        var timeline = tale.timeline(Instant.EPOCH, 0);

        assertThat(timeline.unreadable().count()).isOne();
        assertThat(timeline.unreadable().first())
                .extracting(entry -> entry.place().toString())
                .containsExactly("observations-0@8");
        assertThat(timeline.entries()).hasSize(4);
    }

    @Test
    void namesATriggerThatLiesBeforeTheRange() {
        var timeline = Tale.ofAClaim().timeline(Tale.START.plusSeconds(6), 0);

        var timelineEntry = timeline.entries().getFirst();
        assertThat(timelineEntry.entry()).isNull();
        assertThat(timelineEntry.place()).isNotNull();
    }
}
