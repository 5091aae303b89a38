package org.registryfleet.localfleet.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.capture.Captured.Sort;
import org.registryfleet.localfleet.capture.Completeness.Hole;
import org.registryfleet.localfleet.capture.Completeness.Span;

class ContiguityTest {

    private final Contiguity contiguity = new Contiguity();

    @Test
    void findsNothingInASessionWithoutHoles() {
        content("a", 1, 0, 1);
        take("a", 1, 2, Sort.SYNCED, "");
        content("a", 1, 3);

        assertThat(report().isComplete()).isTrue();
        assertThat(report().sessions()).containsExactly(new Span("a", 1, 0, 3, false));
    }

    @Test
    void namesTheObservationsThatAreMissing() {
        content("a", 1, 0, 1, 5);
        content("a", 1, 5, 6);

        assertThat(report().holes()).containsExactly(new Hole("a", 2, 4, false));
        assertThat(report().duplicates()).isEqualTo(1);
        assertThat(report().hasSilentLoss()).isTrue();
    }

    @Test
    void countsAHoleAsMarkedOnceALaterSessionSaysSo() {
        content("a", 1, 0, 1, 5);
        contiguity.take(new Captured("b", 2, 0, Sort.GAP, "", "a", 5));
        content("b", 2, 1);
        take("b", 2, 2, Sort.RESYNC, "");
        take("b", 2, 3, Sort.SYNCED, "");

        assertThat(report().holes()).containsExactly(new Hole("a", 2, 4, true));
        assertThat(report().isComplete()).isTrue();
    }

    @Test
    void goesOnWithASessionThatContinuesTheOneBefore() {
        content("a", 1, 0);
        take("a", 1, 1, Sort.SYNCED, "");
        content("a", 1, 2);
        contiguity.take(new Captured("b", 2, 0, Sort.RESUMED, "", "a", 2));
        content("b", 2, 1);

        assertThat(report().isComplete()).isTrue();
        assertThat(report().sessions())
                .containsExactly(new Span("a", 1, 0, 2, false), new Span("b", 2, 0, 1, true));
    }

    @Test
    void ignoresWhatASupersededSessionStillWrites() {
        content("a", 1, 0);
        take("a", 1, 1, Sort.SYNCED, "");
        contiguity.take(new Captured("b", 2, 0, Sort.RESUMED, "", "a", 1));
        content("a", 1, 2, 7);
        content("b", 2, 1);

        assertThat(report().superseded()).isEqualTo(2);
        assertThat(report().isComplete()).isTrue();
    }

    @Test
    void missesWhatTheContinuedSessionShouldHaveWritten() {
        content("a", 1, 0, 1);
        contiguity.take(new Captured("b", 2, 0, Sort.RESUMED, "", "a", 3));

        assertThat(report().holes()).containsExactly(new Hole("a", 2, 3, false));
    }

    @Test
    void doesNotAcceptASessionThatContinuesAnother() {
        content("a", 1, 0, 1);
        contiguity.take(new Captured("c", 3, 0, Sort.RESUMED, "", "b", 8));

        assertThat(report().unmarked()).containsExactly("c");
    }

    @Test
    void doesNotAcceptANewSessionThatSaysNothingAboutTheOneBefore() {
        content("a", 1, 0);
        take("a", 1, 1, Sort.SYNCED, "");
        content("b", 2, 0);

        assertThat(report().unmarked()).containsExactly("b");
        assertThat(report().isSynced()).isFalse();
    }

    @Test
    void keepsAGapOpenUntilItsOwnResync() {
        take("a", 1, 0, Sort.SYNCED, "");
        take("a", 1, 1, Sort.GAP, "v1/Secret");
        take("a", 1, 2, Sort.GAP, "v1/ConfigMap");
        take("a", 1, 3, Sort.RESYNC, "v1/ConfigMap");

        assertThat(report().openGaps()).containsExactly("v1/Secret");
        assertThat(report().isComplete()).isFalse();
        assertThat(report().hasSilentLoss()).isFalse();

        contiguity.take(new Captured("b", 2, 0, Sort.RESUMED, "", "a", 3));
        take("b", 2, 1, Sort.RESYNC, "v1/Secret");
        assertThat(report().isComplete()).isTrue();
    }

    @Test
    void dropsAGapThatTheContinuingSessionHasNotHeardOf() {
        take("a", 1, 0, Sort.SYNCED, "");
        take("a", 1, 1, Sort.GAP, "v1/Secret");
        contiguity.take(new Captured("b", 2, 0, Sort.RESUMED, "", "a", 0));

        assertThat(report().openGaps()).isEmpty();
    }

    @Test
    void judgesNothingBeforeTheBeginningOfTheLog() {
        content("a", 1, 40, 41);

        assertThat(report().holes()).isEmpty();
        assertThat(report().isComplete()).isTrue();
    }

    private void content(String session, long epoch, long... sequences) {
        for (var sequence : sequences) {
            contiguity.take(Captured.content(session, epoch, sequence));
        }
    }

    private void take(String session, long epoch, long sequence, Sort sort, String subject) {
        contiguity.take(new Captured(session, epoch, sequence, sort, subject, "", -1));
    }

    private Completeness report() {
        return contiguity.report();
    }
}
