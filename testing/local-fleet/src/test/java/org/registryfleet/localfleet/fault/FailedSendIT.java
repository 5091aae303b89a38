package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.PipelineSettings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Sends of the real services to a real broker fail while clusters enter the fleet, and again while
 * an administrator changes their Configs. What the fleet comes to is compared with a trial in which
 * none failed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedSendIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FAILURES = 5;
    private static final Map<String, String> AUTHORIZER =
            Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "true");
    private static final String PARTITIONER =
            "spring.cloud.stream.kafka.streams.binder.configuration.producer.partitioner.class";
    private static final Map<String, String> ENTERED =
            Map.of("vsphere", "Removed", "metal", "Removed", "ovirt", "Available");
    private static final Map<String, String> CHANGED =
            Map.of("vsphere", "Available", "metal", "Available", "ovirt", "Available");

    private FaultLab lab;
    private Trial undisturbed;
    private Map<String, Map<String, String>> entered;

    @BeforeAll
    void start() {
        // a stream thread that ends is what is caused here
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        lab =
                FaultLab.withServices(
                        folder -> LocalKafka.start(folder, AUTHORIZER),
                        Map.of(PARTITIONER, FailingPartitioner.class.getName()),
                        PipelineSettings.nowhere());
        undisturbed = new Trial(lab, "calm");
        undisturbed.enter();
        undisturbed.awaitCalm(ENTERED);
        entered = undisturbed.state();
        undisturbed.change();
        undisturbed.awaitCalm(CHANGED);
    }

    @AfterAll
    void stop() {
        Awaitility.reset();
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @EnumSource(FailedSends.Reason.class)
    void comesToTheSameEndWhenSendsFailForAWhile(FailedSends.Reason reason) {
        var trial = new Trial(lab, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));

        whileSendsFail(reason, trial::enter);
        trial.awaitState(entered);
        whileSendsFail(reason, trial::change);
        trial.awaitState(undisturbed.state());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trial.reports()).isEqualTo(undisturbed.reports()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThatEveryActionIsAnswered(trial));
        assertThatNoRecordIsBlamed();
        assertThat(trial.created()).isEqualTo(undisturbed.created());
        assertThat(trial.deleted()).isEqualTo(undisturbed.deleted());
        trial.assertThatTheUsersObjectsAreUntouched();
        trial.assertThatTheLogDoesNotContradictItself();
        assertThatTheTrialReplays(reason, trial);
    }

    private void assertThatTheTrialReplays(FailedSends.Reason reason, Trial trial) {
        var report = Replayed.of(lab.bootstrapServers(), trial.ids());
        if (reason == FailedSends.Reason.FORBIDDEN) {
            // results are refused for longer than a stage remembers its steps, and the replay says
            // so
            assertThat(report.divergences()).isEmpty();
        } else {
            Replayed.assertThatNothingDiffers(report);
        }
    }

    private void whileSendsFail(FailedSends.Reason reason, Runnable work) {
        try (var sends = FailedSends.begin(lab.bootstrapServers(), reason)) {
            work.run();
            await().atMost(PATIENCE).until(() -> sends.seen() >= FAILURES);
            System.out.printf("%s: %d%n", reason, sends.seen());
        }
    }

    private void assertThatEveryActionIsAnswered(Trial trial) {
        for (var cluster : trial.ids()) {
            assertThat(lab.log().of(cluster).unanswered()).as(cluster).isEmpty();
        }
    }

    private void assertThatNoRecordIsBlamed() {
        assertThat(LogScan.everything(lab.bootstrapServers()))
                .filteredOn(record -> record.topic().endsWith(".dlt"))
                .extracting(record -> record.topic() + " " + record.key())
                .isEmpty();
    }
}
