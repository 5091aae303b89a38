package org.registryfleet.localfleet.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.fleetpolicy.service.RunningFleetPolicy;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs the demonstration from the start of Kafka to the fleet's table. */
public final class LocalFleet {

    /** The cluster whose story the demonstration tells. */
    public static final String STORY = DemoCluster.STORY;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final SimulatedObjectRef CONFIG =
            new SimulatedObjectRef(
                    "imageregistry.operator.openshift.io/v1", "Config", "", "cluster");

    private final LocalFleetSettings settings;
    private final PrintWriter out;
    private final List<DemoCluster> clusters;

    public LocalFleet(LocalFleetSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        this.clusters = DemoCluster.fleet(settings.clusters());
    }

    /**
     * The fleet, when it is up.
     *
     * @param page where the status-reporter answers
     * @param kafka the address of its log
     * @param converged false when the patience was over before
     */
    public record Up(URI page, SimulatedFleet clusters, String kafka, boolean converged) {}

    /** Runs it until the guest, who comes when the fleet has converged, has gone. */
    public boolean run(Consumer<Up> guest) {
        var workspace = Workspace.kept(settings.data());
        if (settings.fresh()) {
            List.of("kafka", "state", "clusters").forEach(workspace::forget);
        }
        say("Starting Kafka in %s ...", workspace.folder("kafka"));
        try (var kafka = LocalKafka.start(workspace.folder("kafka"));
                var fleet = SimulatedFleet.start();
                var cloud = SimulatedCloud.start()) {
            clusters.forEach(cluster -> cluster.addTo(fleet, workspace.folder("clusters")));
            clusters.forEach(cluster -> DemoCloud.open(cluster, fleet, cloud));
            say("Starting the watcher and six services ...");
            try (var hub = hub(fleet, workspace);
                    var pipeline = Pipeline.start(pipelineSettings(workspace, kafka, cloud));
                    var policies = policies(kafka);
                    var log = LogTail.start(kafka.bootstrapServers());
                    var registrations =
                            new RegistrationCommands(
                                    KafkaAccess.of(kafka.bootstrapServers()),
                                    "registry-fleet/local")) {
                Runnable entrance =
                        () -> {
                            hub.takeIn(kafka, LocalDigestKey.in(workspace.root()));
                            registered()
                                    .forEach(
                                            one -> registrations.register(one.registration(fleet)));
                        };
                boolean converged = converge(fleet, log, entrance);
                requireNothingDead(policies.dead(), hub.dead());
                var page = "http://127.0.0.1:%d".formatted(pipeline.port("status-reporter"));
                guest.accept(new Up(URI.create(page), fleet, kafka.bootstrapServers(), converged));
                return converged;
            }
        }
    }

    /** The clusters that come from no hub. */
    private List<DemoCluster> registered() {
        return settings.hub() ? List.of() : clusters;
    }

    private DemoHub hub(SimulatedFleet fleet, Workspace workspace) {
        var kubeconfigs = workspace.folder("clusters");
        return settings.hub()
                ? DemoHub.open(fleet, clusters, kubeconfigs)
                : DemoHub.without(kubeconfigs);
    }

    private static void requireNothingDead(String policies, String inventory) {
        if (!policies.isEmpty()) {
            throw new IllegalStateException("fleet-policy: " + policies);
        }
        if (!inventory.isEmpty()) {
            throw new IllegalStateException("inventory: " + inventory);
        }
    }

    private static RunningFleetPolicy policies(LocalKafka kafka) {
        return RunningFleetPolicy.start(
                new RunningFleetPolicy.Options(
                        KafkaAccess.of(kafka.bootstrapServers()), InstantSource.system(), _ -> {}));
    }

    private boolean converge(SimulatedFleet fleet, LogTail log, Runnable entrance) {
        say(
                settings.hub()
                        ? "%nTaking in %d simulated clusters from a hub. What becomes of them:%n"
                        : "%nRegistering %d simulated clusters. What becomes of them:%n",
                clusters.size());
        var origins = new ConcurrentSkipListMap<String, String>();
        var convergence = new Convergence(Instant.now(), this::progress);
        log.listen(
                (_, _, record) -> {
                    if (record instanceof ClusterStatus status) {
                        convergence.heard(status);
                    } else if (record instanceof ClusterRegistration entry
                            && !entry.getSource().isEmpty()) {
                        admitted(convergence.age(), entry);
                        origins.put(entry.getCluster(), entry.getSourceRef());
                    }
                });
        entrance.run();
        var deadline = Instant.now().plus(PATIENCE);
        boolean told = tellTheStory(fleet, convergence, deadline);
        var ids = clusters.stream().map(DemoCluster::id).toList();
        boolean converged =
                convergence.await(ids, arrival -> arrival.settledAfter() != null, deadline) && told;
        say("");
        FleetTable.lines(convergence.arrivals(), origins).forEach(line -> say("%s", line));
        long settled =
                convergence.arrivals().values().stream()
                        .filter(a -> a.settledAfter() != null)
                        .count();
        say("%n%d of %d clusters have converged.", settled, clusters.size());
        return converged;
    }

    /** Removed, an administrator's patch, a claim, a Deployment, Available. */
    private boolean tellTheStory(SimulatedFleet fleet, Convergence convergence, Instant deadline) {
        var story = List.of(DemoCluster.STORY);
        if (!convergence.await(story, arrival -> arrival.settledAfter() != null, deadline)) {
            return false;
        }
        say(
                "          administrator: oc patch configs.imageregistry/cluster on %s: Managed, pvc with an empty claim",
                DemoCluster.STORY);
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("spec")
                .put("managementState", "Managed")
                .putObject("storage")
                .putObject("pvc")
                .put("claim", "");
        fleet.cluster(DemoCluster.STORY).patch(CONFIG, body);
        return convergence.await(
                story,
                arrival ->
                        arrival.settledAfter() != null
                                && arrival.status().getSummary().equals("Available"),
                deadline);
    }

    private void progress(Duration after, ClusterStatus status) {
        say(
                "%7.1f s  %-16s %-12s %s",
                after.toMillis() / 1000.0,
                status.getCluster(),
                status.getSummary(),
                status.getMessage().lines().findFirst().orElse(status.getReason()));
    }

    private void admitted(Duration after, ClusterRegistration entry) {
        say(
                "%7.1f s  %-16s %-12s %s of source %s",
                after.toMillis() / 1000.0,
                entry.getCluster(),
                entry.getAdmission() == Admission.ADMITTED ? "Admitted" : "Imported",
                entry.getSourceRef(),
                entry.getSource());
    }

    /** Says where everything is, and returns at Ctrl-C. */
    public void stayUp(Up up) {
        say("%nThe fleet stays up until Ctrl-C:");
        say("  page             %s", up.page());
        say("  one cluster      %s/cluster.html?id=%s", up.page(), DemoCluster.STORY);
        say("  API              %s/api.html", up.page());
        say("  metrics          %s/actuator/prometheus", up.page());
        say("  kubeconfigs      %s", settings.data().resolve("clusters"));
        if (settings.hub()) {
            say("  the sources      ./regfleet inventory sources");
        }
        say("  a policy         ./regfleet policy plan -f docs/policies/vsphere-edge.yaml");
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::countDown));
        try {
            stop.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private PipelineSettings pipelineSettings(
            Workspace workspace, LocalKafka kafka, SimulatedCloud cloud) {
        var pipeline =
                new PipelineSettings(
                        kafka.bootstrapServers(),
                        workspace.folder("clusters"),
                        workspace.folder("state"),
                        _ -> Instant.now(),
                        LocalDigestKey.in(workspace.root()),
                        settings.port(),
                        Map.of(),
                        DemoCloud.detour(cloud));
        return settings.hub() ? pipeline.withHub(DemoHub.CREDENTIAL) : pipeline;
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }
}
