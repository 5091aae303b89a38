package org.registryfleet.registrydeployer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.decision.RegistryState.ErrorClass;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.view.Unreadable;
import org.registryfleet.stage.view.UnservedKind;

import java.time.Duration;

class RegistryStageFailuresTest {

    private static final String MANAGED =
            "{managementState: Managed, replicas: 1, httpSecret: 'hmac:00000000000000000000000000000009'}";

    private static String managed(String more) {
        return MANAGED.replace("replicas: 1", more);
    }

    @Test
    void appliesNothingOfTheRegistryWhenTheConfigIsAtFault() {
        var cluster = LoopedCluster.installed().config(managed("replicas: -1"));
        cluster.settle();

        assertThat(cluster.has(OperandObjects.SERVICE_ACCOUNT)).isFalse();
        var error = cluster.state().error();
        assertThat(error.errorClass()).isEqualTo(ErrorClass.PERMANENT);
        assertThat(error.reason()).isEqualTo("VerificationFailed");
        assertThat(error.message())
                .isEqualTo(
                        "unable to complete resource: replicas must be greater than or equal to 0");
    }

    @Test
    void goesOnWithOtherObjectsWhenOneIsRefusedAndReportsIt() {
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .refusing(OperandObjects.SERVICE, "Service is invalid");
        cluster.settle();

        assertThat(cluster.has(OperandObjects.DEPLOYMENT)).isTrue();
        assertThat(cluster.has(OperandObjects.CLUSTER_ROLE)).isTrue();
        var state = cluster.state();
        assertThat(state.phase()).isEqualTo(Phase.FAILED);
        assertThat(state.error().errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        assertThat(state.error().message())
                .isEqualTo(
                        "unable to apply objects: failed to create object *v1.Service,"
                                + " Namespace=openshift-image-registry, Name=image-registry:"
                                + " Service is invalid");
    }

    @Test
    void tellsWhatOnlyAnEditHelps() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();
        cluster.refusing(OperandObjects.SERVICE, "Service is invalid")
                .without(OperandObjects.SERVICE)
                .settle();

        assertThat(cluster.state().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.permanent()).isTrue());
    }

    @Test
    void saysWhatIsHeldBackBecauseItMayNotBeListed() {
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .forbidding(new Unreadable("PodDisruptionBudget", ""));

        var error = cluster.state().error();
        assertThat(error.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        assertThat(error.message())
                .startsWith(
                        "unable to apply objects: failed to create object *v1.PodDisruptionBudget,"
                                + " Namespace=openshift-image-registry, Name=image-registry:"
                                + " the fleet may not list objects of this kind here");
    }

    @Test
    void makesNothingAtAllWhereTheConfigIsNotServed() {
        var config = new UnservedKind(OperandObjects.CONFIG.apiVersion(), "Config");
        var cluster = LoopedCluster.installed().serving(config);

        assertThat(cluster.decide().desired()).isEmpty();
        assertThat(cluster.state().phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(cluster.serving().decide().desired()).isNotEmpty();
    }

    @Test
    void saysWhatIsHeldBackBecauseItsKindIsNotServed() {
        var route = new UnservedKind("route.openshift.io/v1", "Route");
        var cluster =
                LoopedCluster.installed()
                        .config(managed("replicas: 1, defaultRoute: true"))
                        .serving(route);

        assertThat(cluster.state().error().message())
                .contains("Name=default-route: the cluster does not serve this kind");
    }

    @Test
    void saysNothingOfWhatMayNotBeListedAndIsKnown() {
        var cluster = LoopedCluster.installed().config(MANAGED);
        cluster.settle();

        cluster.forbidding(new Unreadable("PodDisruptionBudget", ""));

        assertThat(cluster.state().error().errorClass()).isEqualTo(ErrorClass.NONE);
    }

    @Test
    void remembersSinceWhenAPartFailsUntilItSucceeds() {
        var cluster =
                LoopedCluster.installed().config(MANAGED).refusing(OperandObjects.NODE_CA, "no");
        cluster.settle();
        var first = cluster.state().failures();
        assertThat(first).extracting(PartFailure::part).containsExactly("nodeca");

        cluster.later(Duration.ofMinutes(10)).settle();
        assertThat(cluster.state().failures()).isEqualTo(first);

        cluster.refusing(OperandObjects.NODE_CA, "").later(Duration.ofMinutes(10)).settle();
        assertThat(cluster.state().failures()).isEmpty();
    }

    @Test
    void runsWithoutAPullSecretAndWithoutTheNamespacesAnnotation() {
        var cluster =
                LoopedCluster.installed()
                        .without(OperandObjects.GLOBAL_PULL_SECRET)
                        .with(
                                "{apiVersion: v1, kind: Namespace, metadata: {name: openshift-image-registry}}")
                        .config(MANAGED);
        cluster.settle();

        assertThat(cluster.object(OperandObjects.DEPLOYMENT).at("/spec/template/spec"))
                .noneMatch(field -> field.has("fsGroup"));
        assertThat(cluster.has(OperandObjects.PULL_SECRETS)).isFalse();
        assertThat(cluster.state().warnings()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(cluster.state().error().errorClass()).isEqualTo(ErrorClass.NONE);
    }

    @Test
    void leavesAForeignDeploymentAloneAndSaysWhy() {
        var cluster =
                LoopedCluster.installed()
                        .config(MANAGED)
                        .with(
                                "{apiVersion: apps/v1, kind: Deployment, metadata: {name:"
                                        + " image-registry, namespace: openshift-image-registry},"
                                        + " spec: {selector: {matchLabels: {app: other}}}}");

        assertThat(cluster.settle().stream().map(Change::ref))
                .doesNotContain(OperandObjects.DEPLOYMENT)
                .contains(OperandObjects.SERVICE);
        assertThat(cluster.state().error().message())
                .isEqualTo(
                        "unable to apply objects: failed to update object *v1.Deployment,"
                                + " Namespace=openshift-image-registry, Name=image-registry:"
                                + " Deployment.apps \"image-registry\" is invalid: spec.selector:"
                                + " Invalid value: {\"matchLabels\":{\"docker-registry\":\"default\"}}:"
                                + " field is immutable");
        assertThat(cluster.state().generations())
                .extracting(AppliedGeneration::resource)
                .containsExactly("daemonsets");
    }
}
