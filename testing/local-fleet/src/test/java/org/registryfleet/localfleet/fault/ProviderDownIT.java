package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.registryfleet.simulatedcloud.call.CloudRefusals;

import java.time.Duration;
import java.util.Optional;

/**
 * A provider that throttles everybody: its clusters say so and come back, the others see nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderDownIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final CloudSpace down = cloud.space("down");
    private final CloudSpace up = cloud.space("up");
    private FaultLab lab;

    @BeforeAll
    void start() {
        lab =
                FaultLab.withServices(
                        (cluster, host) ->
                                cluster.startsWith("aws-")
                                        ? Optional.of(
                                                cloud.address(
                                                        cluster.endsWith("up") ? "up" : "down"))
                                        : PipelineSettings.nowhere().of(cluster, host));
    }

    @AfterAll
    void stop() {
        lab.close();
        cloud.close();
    }

    @Test
    void holdsUpNobodyElseAndGoesOnWhenItIsBack() {
        down.s3().refuse(CloudRefusals.ALL, 503, "SlowDown");
        down.busyWith("Retry-After", "2");
        var first = aws("aws-1");
        var second = aws("aws-2");
        var other = aws("aws-up");
        lab.register(lab.cluster("ovirt-1", DemoPlatform.OVIRT));

        awaitAvailable("ovirt-1");
        awaitAvailable(other.id());
        awaitMessage(first);
        awaitMessage(second);
        assertThat(up.s3().names()).hasSize(1);
        assertThat(down.s3().names()).isEmpty();

        down.s3().accept(CloudRefusals.ALL);

        awaitAvailable(first.id());
        awaitAvailable(second.id());
        assertThat(down.s3().names()).hasSize(2);
    }

    private SimulatedCluster aws(String id) {
        var cluster = lab.cluster(id, DemoPlatform.AWS);
        cluster.apply(
                FaultLab.json(
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'installer-cloud-credentials','namespace':'%s'},'stringData':{'aws_access_key_id':'shared','aws_secret_access_key':'key'}}"
                                .formatted(FaultLab.REGISTRY)));
        lab.register(cluster);
        return cluster;
    }

    private void awaitAvailable(String cluster) {
        await(cluster).atMost(PATIENCE).until(() -> lab.isSettled(cluster, "Available"));
    }

    /** The Config shows what the provider said. */
    private static void awaitMessage(SimulatedCluster cluster) {
        await(cluster.id())
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                cluster.get(FaultLab.CONFIG)
                                                        .orElseThrow()
                                                        .at("/status/conditions")
                                                        .toString())
                                        .contains("StorageExists", "status code: 503"));
    }
}
