package org.registryfleet.registrydeployer.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.registrydeployer.operand.OperandObjects.IMAGE_PRUNER;
import static org.registryfleet.registrydeployer.operand.OperandObjects.ours;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.fixture.Plans;
import org.registryfleet.registrydeployer.operand.PartPlan;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

class PrunerPartTest {

    private static final ObjectRef CRON_JOB = ours("batch/v1", "CronJob", "image-pruner");
    private static final ObjectRef BINDING =
            ObjectRef.clusterScoped(
                    "rbac.authorization.k8s.io/v1",
                    "ClusterRoleBinding",
                    "openshift-image-registry-pruner");
    private static final String POD = "/spec/jobTemplate/spec/template/spec";

    private final PrunerPart part = new PrunerPart();

    @Test
    void createsAMissingPrunerFirst() {
        var plan = part.plan(Cluster.empty().inputs());

        assertThat(plan.desired()).extracting(Desired::ref).containsExactly(IMAGE_PRUNER);
        assertThat(Plans.at(plan, IMAGE_PRUNER, "/spec"))
                .isEqualTo(
                        Cluster.yaml(
                                """
                                {suspend: false, keepTagRevisions: 3, successfulJobsHistoryLimit: 3,
                                 failedJobsHistoryLimit: 3, ignoreInvalidImageReferences: true,
                                 logLevel: Normal}
                                """));
    }

    @Test
    void leavesAnExistingPrunerAlone() {
        assertThat(Plans.names(plan("{suspend: true}"), IMAGE_PRUNER)).isFalse();
    }

    @Test
    void writesTheJobAfterWhatItNeeds() {
        assertThat(plan("{}").desired())
                .extracting(desired -> desired.ref().kind())
                .containsExactly(
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "ServiceAccount",
                        "ConfigMap",
                        "NetworkPolicy",
                        "CronJob");
    }

    @Test
    void neverTouchesTheServiceCa() {
        var serviceCa = new ObjectRef("v1", "ConfigMap", "openshift-image-registry", "serviceca");

        assertThat(Plans.manifest(plan("{}"), serviceCa).has("data")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                | /spec/schedule                   | 0 0 * * *
                    {schedule: ''}                    | /spec/schedule                   | 0 0 * * *
                    {schedule: 15 3 * * *}            | /spec/schedule                   | 15 3 * * *
                    {}                                | /spec/suspend                    | false
                    {suspend: true}                   | /spec/suspend                    | true
                    {}                                | /spec/successfulJobsHistoryLimit | 3
                    {successfulJobsHistoryLimit: 0}   | /spec/successfulJobsHistoryLimit | 0
                    {}                                | /spec/failedJobsHistoryLimit     | 3
                    {failedJobsHistoryLimit: 9}       | /spec/failedJobsHistoryLimit     | 9
                    {}                                | /spec/startingDeadlineSeconds    | 3600
                    """)
    void schedulesAsThePrunerSays(String pruner, String pointer, String expected) {
        assertThat(Plans.at(plan(pruner), CRON_JOB, pointer).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                       | affinity                | {}
                    {affinity: {nodeAffinity: {}}}           | affinity                | {nodeAffinity: {}}
                    {}                                       | nodeSelector            |
                    {nodeSelector: {}}                       | nodeSelector            |
                    {nodeSelector: {a: b}}                   | nodeSelector            | {a: b}
                    {tolerations: []}                        | tolerations             |
                    {tolerations: [{operator: Exists}]}      | tolerations             | [{operator: Exists}]
                    {}                                       | containers/0/resources  | {requests: {cpu: 100m, memory: 256Mi}}
                    {resources: {}}                          | containers/0/resources  | {}
                    {resources: {limits: {cpu: '1'}}}        | containers/0/resources  | {limits: {cpu: '1'}}
                    """)
    void shapesThePodAsThePrunerSays(String pruner, String field, String expected) {
        JsonNode found = Plans.at(plan(pruner), CRON_JOB, POD + "/" + field);

        if (expected == null) {
            assertThat(found.isMissingNode()).isTrue();
        } else {
            assertThat(found).isEqualTo(Cluster.yaml(expected));
        }
    }

    @Test
    void leavesTheJobAsItIsWhenTheRetentionIsUnreadable() {
        var plan = plan("{keepYoungerThanDuration: 1d}");

        assertThat(Plans.names(plan, CRON_JOB)).isFalse();
        assertThat(plan.problems())
                .containsExactly(
                        "spec.keepYoungerThanDuration \"1d\" of the ImagePruner is not a duration");
        assertThat(plan.desired()).hasSize(5);
    }

    @Test
    void followsTheRegistrysService() {
        assertThat(args(part.plan(Cluster.empty().withPruner("{}").inputs())))
                .contains("--prune-registry=false");
        assertThat(args(part.plan(Cluster.empty().withPruner("{}").withService(5000).inputs())))
                .contains(
                        "--registry-url=https://image-registry.openshift-image-registry.svc:5000");
    }

    @Test
    void replacesABindingToAnotherRole() {
        var cluster =
                Cluster.empty()
                        .withPruner("{}")
                        .with(
                                """
                                apiVersion: rbac.authorization.k8s.io/v1
                                kind: ClusterRoleBinding
                                metadata: {name: openshift-image-registry-pruner}
                                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                                """);

        assertThat(part.plan(cluster.inputs()).desired()).contains(Desired.absent(BINDING));
    }

    private PartPlan plan(String pruner) {
        return part.plan(Cluster.empty().withPruner(pruner).inputs());
    }

    private static String args(PartPlan plan) {
        return Plans.at(plan, CRON_JOB, POD + "/containers/0/args").toString();
    }
}
