package org.registryfleet.statusreporter.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.complete;
import static org.registryfleet.statusreporter.StatusScenario.empty;
import static org.registryfleet.statusreporter.StatusScenario.managed;
import static org.registryfleet.statusreporter.decision.Written.find;
import static org.registryfleet.statusreporter.decision.Written.result;
import static org.registryfleet.statusreporter.decision.Written.whole;
import static org.registryfleet.statusreporter.decision.Written.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;
import org.registryfleet.statusreporter.StatusScenario;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;

/** What is reported while an object that others make is not there. */
class MissingObjectsTest {

    private static final PlatformResult PLAIN_KUBERNETES =
            new PlatformResult("None", true, "", false, List.of());

    private static final UnservedKind CONFIG_API =
            new UnservedKind(ReportedObjects.CONFIG.apiVersion(), "Config");
    private static final String VERSION =
            """
            apiVersion: config.openshift.io/v1
            kind: ClusterVersion
            metadata: {name: version}
            spec: {capabilities: {baselineCapabilitySet: None, additionalEnabledCapabilities: [Build]}}
            status:
              capabilities: {knownCapabilities: [Build, ImageRegistry], enabledCapabilities: [Build]}
            """;

    @Test
    void reportsThePrunerWithoutAConfig() {
        var decision = whole(managed()).without(ReportedObjects.CONFIG).decide();

        assertThat(words(decision, "ImagePruner", "Available")).isEqualTo("True AsExpected");
        assertThat(decision.desired())
                .singleElement()
                .satisfies(status -> assertThat(status.ref()).isEqualTo(ReportedObjects.PRUNER));
        assertThat(result(decision).summary().reason()).isEqualTo("ConfigMissing");
    }

    @Test
    void saysWhyNoConfigIsMade() {
        var decision =
                empty().with(bootstrap("", "unable to get platform storage: no cloud")).decide();

        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result(decision).summary().reason()).isEqualTo("BootstrapFailed");
        assertThat(result(decision).summary().message())
                .isEqualTo(
                        "The cluster has no Config \"cluster\": unable to get platform storage: no"
                                + " cloud");
    }

    @Test
    void takesNoErrorOfAConfigThatIsGoneForThatOfTheBootstrap() {
        var decision = empty().with(bootstrap("uid-Config", "unable to remove storage")).decide();

        assertThat(result(decision).summary().reason()).isEqualTo("ConfigMissing");
    }

    @Test
    void doesNotCallAConfigMissingThatItMayNotList() {
        var decision = empty().forbidding(new Unreadable("Config", "")).decide();

        assertThat(result(decision).summary().reason()).isEqualTo("ConfigNotListed");
        assertThat(result(decision).summary().message())
                .contains("may not list configs.imageregistry.operator.openshift.io");
    }

    @Test
    void saysThatThePlatformIsWaitedFor() {
        var waiting = new PlatformResult("", false, "", false, List.of(), "no platformStatus yet");

        var summary = result(empty().with(waiting).decide()).summary();

        assertThat(summary.reason()).isEqualTo("PlatformUndetermined");
        assertThat(summary.message()).endsWith("no platformStatus yet");
    }

    @Test
    void tellsAClusterWithoutTheApiFromOneWithoutAConfig() {
        var decision = empty().serving(CONFIG_API).decide();

        assertThat(decision.desired()).isEmpty();
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.NOT_INSTALLED);
        assertThat(result(decision).settled()).isTrue();
        assertThat(result(decision).remediation()).contains("customResourceDefinitions=true");
    }

    @Test
    void saysThatTheCapabilityIsDisabledAndHowToEnableItBesideTheOthers() {
        var situation = empty().serving(CONFIG_API).with(VERSION);

        var decision = situation.decide();

        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.CAPABILITY_DISABLED);
        assertThat(result(decision).remediation())
                .contains(
                        "{\"spec\":{\"capabilities\":{\"additionalEnabledCapabilities\":"
                                + "[\"Build\",\"ImageRegistry\"]}}}");
        assertThat(result(situation.serving().decide()).summary().reason())
                .isEqualTo("ConfigMissing");
    }

    private static StorageResult bootstrap(String uid, String error) {
        return new StorageResult(
                new StorageResult.Basis(uid, 0),
                PartProgress.WORKING,
                "",
                new UpstreamApplyError.Transient(error),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                false);
    }

    @Test
    void writesNoPrunerStatusBesideAnOperatorInTheCluster() {
        var context = whole(managed()).without(ReportedObjects.CONFIG);

        assertThat(context.mode(Registration.Ownership.ASSIST).decide().desired()).isEmpty();
    }

    @Test
    void asksForNoClusterOperatorWhereNobodyServesOne() {
        var context = whole(managed()).with(complete()).with(PLAIN_KUBERNETES);
        StatusScenario without = context.without(ReportedObjects.OPERATOR);

        var decision = without.decide();

        assertThat(decision.desired())
                .isNotEmpty()
                .noneMatch(desired -> desired.ref().equals(ReportedObjects.OPERATOR));
        assertThat(result(decision).summary().health()).isEqualTo(HealthStatus.AVAILABLE);
        assertThat(find(context.decide(), "ClusterOperator")).isPresent();
    }
}
