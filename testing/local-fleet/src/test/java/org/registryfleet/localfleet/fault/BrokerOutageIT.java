package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.List;

/** Kafka is not there when a service starts, or goes away while the fleet works. */
class BrokerOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void waitsForABrokerThatIsDownAtTheStart() {
        try (var workspace = Workspace.temporary()) {
            var bootstrapServers = addressOfAStoppedBroker(workspace);
            try (var detector =
                            ServiceProcess.start(
                                    Service.PLATFORM_DETECTOR, workspace, bootstrapServers);
                    var watcher =
                            ServiceProcess.start(
                                    Service.CLUSTER_WATCHER, workspace, bootstrapServers)) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> {
                                    assertThat(detector.output())
                                            .contains("waiting for Kafka's topics");
                                    assertThat(watcher.output())
                                            .contains("waiting for Kafka's topics");
                                });

                try (var _ = StoryBroker.start(workspace.folder("kafka"))) {
                    await().atMost(PATIENCE).until(detector::isHealthy);
                    await().atMost(PATIENCE).until(watcher::isHealthy);
                }
            }
        }
    }

    @Test
    void goesOnWhereItWasWhenTheBrokerComesBack() {
        try (var lab = FaultLab.withServices()) {
            var running = lab.cluster("running", DemoPlatform.OVIRT);
            var edited = lab.cluster("edited", DemoPlatform.BARE_METAL);
            lab.register(running);
            lab.register(edited);
            await().atMost(PATIENCE).until(() -> lab.isSettled("running", "Available"));
            await().atMost(PATIENCE).until(() -> lab.isSettled("edited", "Removed"));

            lab.stopKafka();
            running.delete(FaultLab.DEPLOYMENT);
            FaultLab.edit(edited, "{'managementState':'Managed','storage':{'emptyDir':{}}}");
            lab.startKafka();

            await().atMost(PATIENCE).until(() -> running.get(FaultLab.DEPLOYMENT).isPresent());
            await().atMost(PATIENCE).until(() -> lab.isSettled("running", "Available"));
            await().atMost(PATIENCE).until(() -> lab.isSettled("edited", "Available"));

            var later = lab.cluster("later", DemoPlatform.OVIRT);
            lab.register(later);
            await().atMost(PATIENCE).until(() -> lab.isSettled("later", "Available"));
        }
    }

    @Test
    void isAliveButNotReadyWhileTheBrokerIsAway() {
        try (var workspace = Workspace.temporary()) {
            var kafka = StoryBroker.start(workspace.folder("kafka"));
            var address = kafka.bootstrapServers();
            try (var deployer =
                            ServiceProcess.start(Service.REGISTRY_DEPLOYER, workspace, address);
                    var watcher =
                            ServiceProcess.start(Service.CLUSTER_WATCHER, workspace, address)) {
                for (var service : List.of(deployer, watcher)) {
                    await().atMost(PATIENCE).until(() -> says(service, "readiness", "UP"));
                }
                kafka.close();
                for (var service : List.of(deployer, watcher)) {
                    await().atMost(PATIENCE).until(() -> says(service, "readiness", "DOWN"));
                    assertThat(says(service, "liveness", "UP")).isTrue();
                }
                try (var _ = StoryBroker.start(workspace.folder("kafka"))) {
                    for (var service : List.of(deployer, watcher)) {
                        await().atMost(PATIENCE).until(() -> says(service, "readiness", "UP"));
                        assertThat(says(service, "liveness", "UP")).isTrue();
                    }
                }
            }
        }
    }

    private static boolean says(ServiceProcess service, String group, String status) {
        return service.get("/actuator/health/" + group)
                .orElse("")
                .contains("\"status\":\"" + status + "\"");
    }

    private static String addressOfAStoppedBroker(Workspace workspace) {
        try (var kafka = StoryBroker.start(workspace.folder("kafka"))) {
            return kafka.bootstrapServers();
        }
    }
}
