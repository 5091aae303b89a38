package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.replay.stream.StageRules;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a fleet decided while its clusters came and changed, decided again from its log alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

    private static final Map<String, String> ENTERED =
            Map.of("vsphere", "Removed", "metal", "Removed", "ovirt", "Available");
    private static final Map<String, String> CHANGED =
            Map.of("vsphere", "Available", "metal", "Available", "ovirt", "Available");

    private FaultLab lab;

    @BeforeAll
    void liveAStory() {
        lab = FaultLab.withServices();
        var trial = new Trial(lab, "replayed");
        trial.enter();
        trial.awaitCalm(ENTERED);
        trial.change();
        trial.awaitCalm(CHANGED);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void decidesTheSameByteForByteEachTime() {
        var first = Replayed.of(lab, Set.of());
        var second = Replayed.of(lab, Set.of());

        Replayed.assertThatNothingDiffers(first);
        assertThat(first.tallies())
                .containsOnlyKeys("platform", "storage", "registry", "status")
                .allSatisfy((stage, tally) -> assertThat(tally.decisions()).isPositive());
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void followsOneClusterAlone() {
        var report = Replayed.of(lab, Set.of("replayed-vsphere"));

        Replayed.assertThatNothingDiffers(report);
        assertThat(report.total().decisions())
                .isLessThan(Replayed.of(lab, Set.of()).total().decisions());
    }

    @Test
    void namesTheFirstDecisionThatAChangedRuleMakesOtherwise() {
        try (var log = new KafkaLog(KafkaAccess.of(lab.bootstrapServers()))) {
            var changed = List.<StageRules<?>>of(new StageRules<>(ReplayIT::withOtherReplicas));

            var report =
                    new FleetReplay(log, Events.singleObject(), changed)
                            .run(ReplayRequest.all(1), _ -> {});

            assertThat(report.isClean()).isFalse();
            var first = report.divergences().getFirst();
            assertThat(first.stage()).isEqualTo("registry");
            assertThat(first.cluster()).startsWith("replayed-");
            assertThat(first.field()).isEqualTo("/body/spec/replicas");
            assertThat(first.recorded()).isEqualTo("1");
            assertThat(first.decided()).isEqualTo("7");
        }
    }

    /** The registry stage with one rule changed: every Deployment gets seven replicas. */
    private static StageDefinition<RegistryState> withOtherReplicas(Map<String, String> settings) {
        var original = RegistryDefinition.of(settings);
        return new StageDefinition<>(
                new SevenReplicas(original.stage()),
                original.codec(),
                original.resultTopic(),
                original.actionsTopic(),
                original.outcomesTopic(),
                original.upstream(),
                original.settings());
    }

    private record SevenReplicas(Stage<RegistryState> original) implements Stage<RegistryState> {

        @Override
        public String name() {
            return original.name();
        }

        @Override
        public boolean concerns(ObjectRef ref) {
            return original.concerns(ref);
        }

        @Override
        public Decision<RegistryState> decide(View<RegistryState> view, Instant now) {
            var decision = original.decide(view, now);
            return new Decision<>(
                    decision.result(),
                    decision.desired().stream().map(SevenReplicas::changed).toList(),
                    decision.rule(),
                    decision.reason(),
                    decision.wakeAt());
        }

        private static Desired changed(Desired desired) {
            if (desired instanceof Desired.Present present
                    && present.ref().kind().equals("Deployment")) {
                var manifest = present.manifest().deepCopy();
                ((ObjectNode) manifest.get("spec")).put("replicas", 7);
                return new Desired.Present(
                        present.ref(),
                        manifest,
                        present.scope(),
                        present.exact(),
                        present.secrets());
            }
            return desired;
        }
    }
}
