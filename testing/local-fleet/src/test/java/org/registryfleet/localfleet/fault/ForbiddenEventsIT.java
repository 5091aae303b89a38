package org.registryfleet.localfleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.server.Fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A cluster that forbids to read Events costs the reasons that they give, and nothing else. */
class ForbiddenEventsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FaultLab lab;
    private SimulatedCluster calm;
    private SimulatedCluster cluster;

    @BeforeEach
    void start() {
        lab = FaultLab.withServices();
        calm = lab.cluster("calm", DemoPlatform.OVIRT);
        cluster = lab.cluster("events", DemoPlatform.OVIRT);
        cluster.faults()
                .when(
                        call -> call.path().endsWith("/" + FaultLab.REGISTRY + "/events"),
                        new Fault.Answer(403, Duration.ZERO));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void getsItsRegistryAndNamesTheMissingRight() {
        lab.register(calm);
        lab.register(cluster);

        await().atMost(PATIENCE).until(() -> lab.isSettled("calm", "Available"));
        await().atMost(PATIENCE).until(() -> lab.isSettled("events", "Available"));
        FaultLab.edit(calm, "{'logLevel':'Debug'}");
        FaultLab.edit(cluster, "{'logLevel':'Debug'}");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                ObservedClusterState.differences(
                                                        ObservedClusterState.of(calm),
                                                        ObservedClusterState.of(cluster)))
                                        .isEmpty());
        assertThat(row("calm").path("missingRights")).isEmpty();
        assertThat(row("events").path("missingRights").toString())
                .isEqualTo("[\"list and watch events in openshift-image-registry\"]");
    }

    private JsonNode row(String id) {
        var port = lab.pipeline().port("status-reporter");
        var request = URI.create("http://127.0.0.1:%d/api/clusters/%s".formatted(port, id));
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(request).build(), BodyHandlers.ofString());
            return FaultLab.json(answer.body()).path("cluster");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
