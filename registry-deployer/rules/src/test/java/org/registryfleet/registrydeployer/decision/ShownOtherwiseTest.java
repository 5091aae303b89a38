package org.registryfleet.registrydeployer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Fold;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.decision.WatchSessionId;
import org.registryfleet.stage.view.Observed;

import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Other redaction rules and another digest key show a settled cluster differently: nothing is
 * written.
 */
class ShownOtherwiseTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLEAR = "the bundle of the cluster";
    private static final String OLD = "0".repeat(31) + "1";
    private static final String NEW = "f".repeat(32);
    private static final String DIGEST = "hmac:" + "7".repeat(32);

    private final RegistryStage stage = new RegistryStage(Releases.only(LoopedCluster.IMAGES));
    private Fold<RegistryState> fold;
    private int sessions;

    ShownOtherwiseTest() {
        var cluster =
                LoopedCluster.installed()
                        .with(
                                """
                                {apiVersion: v1, kind: ConfigMap, metadata: {name: trusted-ca, namespace: openshift-image-registry},
                                  data: {ca-bundle.crt: "the bundle of the cluster"}}
                                """)
                        .with(
                                """
                                {apiVersion: v1, kind: ConfigMap, metadata: {name: serviceca, namespace: openshift-image-registry},
                                  data: {service-ca.crt: "the bundle of the cluster"}}
                                """)
                        .config(
                                "{managementState: Managed, replicas: 1, httpSecret: 'hmac:00000000000000000000000000000001'}");
        cluster.settle();
        // as a release that knows nothing of it has left the cluster
        var state = cluster.state();
        fold =
                new Fold<>(
                        cluster.view()
                                .withPrevious(
                                        new RegistryState(
                                                state.configUid(),
                                                state.configGeneration(),
                                                state.phase(),
                                                state.error(),
                                                state.generations(),
                                                state.failures(),
                                                state.release(),
                                                state.warnings(),
                                                state.contested(),
                                                org.registryfleet.registrydeployer.operand
                                                        .RolloutChecksums.none())),
                        WatchSessionId.session(1, "base"),
                        Set.of());
    }

    @Test
    void writesNothingWhenTheRulesHideMore() {
        assertThat(writesAfter(text -> text.replace(CLEAR, DIGEST))).isZero();
    }

    @Test
    void writesNothingWhenTheKeyIsReplaced() {
        assertThat(writesAfter(text -> text.replace(OLD, NEW + "~" + OLD))).isZero();
        assertThat(writesAfter(text -> text.replace("~" + OLD, ""))).isZero();
    }

    @Test
    void rollsThePodsWhenTheContentHasChanged() {
        writesAfter(text -> text.replace(CLEAR, DIGEST));
        var trusted = fold.view().find(OperandObjects.TRUSTED_CA).orElseThrow();

        take(
                new Event.Seen(
                        fold.session(), shown(trusted, "999", text -> text.replace("777", "888"))));

        assertThat(writes(decided())).isEqualTo(1);
    }

    /** A new session shows everything again, in versions as they were. */
    private long writesAfter(UnaryOperator<String> change) {
        var session = WatchSessionId.session(2 + sessions++, "later");
        var before = fold.view().objects().all();
        take(new Event.Begun(session));
        for (var object : before) {
            take(new Event.Seen(session, shown(object, object.resourceVersion(), change)));
            assertThat(writes(decided())).isZero();
        }
        take(new Event.Synced(session));
        return writes(decided());
    }

    private void take(Event event) {
        fold = fold.evolve(event, NOW);
        var result = decided().result();
        if (result != null) {
            fold = fold.with(fold.view().withPrevious(result));
        }
    }

    private Decision<RegistryState> decided() {
        return stage.decide(fold.view(), NOW);
    }

    private long writes(Decision<RegistryState> decision) {
        View<RegistryState> view = fold.view();
        return decision.desired().stream()
                .flatMap(desired -> Drift.between(desired, view.objects()).stream())
                .count();
    }

    private static Observed shown(Observed object, String version, UnaryOperator<String> change) {
        try {
            return new Observed(
                    object.ref(),
                    object.uid(),
                    version,
                    JSON.readTree(change.apply(object.content().toString())));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
