package org.registryfleet.localfleet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.localfleet.broker.StoryBroker;
import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.localfleet.trace.Collector.Told;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A cluster's way through the stages is one trace at the collector. */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OUTCOME = "-executor Outcome";
    private static final Set<String> STAGES =
            Set.of("platform-detector", "storage-provisioner", "status-reporter");

    static {
        // four applications in one process would each add the console again
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    @Test
    void leadFromAnObservationThroughTheStagesToTheOutcomesOfActions() throws Exception {
        try (var workspace = Workspace.temporary();
                var collector = new Collector();
                var fleet = SimulatedFleet.start();
                var kafka = StoryBroker.start(workspace.folder("kafka"));
                var _ = Pipeline.start(settings(workspace, kafka, collector));
                var registrations =
                        new RegistrationCommands(
                                KafkaAccess.of(kafka.bootstrapServers()), "test")) {
            var cluster =
                    fleet.addCluster("site-a", ClusterProfile.demo(DemoPlatform.VSPHERE, "site-a"));
            Files.writeString(workspace.folder("clusters").resolve("site-a"), cluster.kubeconfig());
            registrations.register(
                    ClusterRegistration.newBuilder()
                            .setCluster("site-a")
                            .setCredential("kubeconfig:site-a")
                            .build());

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(whole(collector))
                                            .as("%s", named(collector))
                                            .isNotEmpty());

            var trace = whole(collector).getFirst();
            assertThat(trace).allMatch(span -> span.cluster().equals("site-a"));
            var ids = trace.stream().map(Told::id).collect(Collectors.toSet());
            assertThat(trace).anyMatch(span -> span.parent().isEmpty());
            assertThat(trace)
                    .filteredOn(span -> !span.parent().isEmpty())
                    .allSatisfy(span -> assertThat(span.span().getLinksList()).hasSize(1))
                    .allMatch(span -> ids.contains(span.parent()));
        }
    }

    /** Traces with spans of all stages. */
    private static List<List<Told>> whole(Collector collector) {
        Collection<List<Told>> traces =
                collector.spans().stream().collect(Collectors.groupingBy(Told::trace)).values();
        return traces.stream().filter(TracesIT::isWhole).toList();
    }

    /** The names of each trace's spans, for people. */
    private static List<List<String>> named(Collector collector) {
        return collector.spans().stream()
                .collect(Collectors.groupingBy(Told::trace))
                .values()
                .stream()
                .map(trace -> trace.stream().map(told -> told.span().getName()).toList())
                .toList();
    }

    private static boolean isWhole(List<Told> trace) {
        return trace.stream().map(Told::service).collect(Collectors.toSet()).containsAll(STAGES)
                && trace.stream().anyMatch(told -> told.span().getName().endsWith(OUTCOME));
    }

    private static PipelineSettings settings(
            Workspace workspace, Broker kafka, Collector collector) {
        return new PipelineSettings(
                kafka.bootstrapServers(),
                workspace.folder("clusters"),
                workspace.folder("state"),
                _ -> Instant.now(),
                LocalDigestKey.in(workspace.root()),
                0,
                Map.of("fleet.traces.endpoint", collector.endpoint()));
    }
}
