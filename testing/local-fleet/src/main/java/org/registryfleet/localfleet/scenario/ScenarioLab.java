package org.registryfleet.localfleet.scenario;

import org.jspecify.annotations.Nullable;
import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.localfleet.real.RealCluster;
import org.registryfleet.localfleet.real.RealTargets;
import org.registryfleet.localfleet.real.UnfitClusterException;
import org.registryfleet.scenarios.RunRequest;
import org.registryfleet.scenarios.ScenarioRun;
import org.registryfleet.scenarios.compare.ComparisonRules;
import org.registryfleet.scenarios.format.NamePattern;
import org.registryfleet.scenarios.format.Scenario;
import org.registryfleet.scenarios.play.PlayListener;
import org.registryfleet.scenarios.play.PlaySettings;
import org.registryfleet.scenarios.report.ScenarioReport;
import org.registryfleet.scenarios.target.ScenarioTarget;
import org.registryfleet.scenarios.target.ScenarioTargets;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A whole control plane with an empty fleet, in which scenarios are played side by side. */
public final class ScenarioLab implements AutoCloseable {

    private final Workspace workspace;
    private final Path knowledge;
    private final Broker kafka;
    private final SimulatedFleet fleet;
    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final Pipeline pipeline;
    private final LogTail log;
    private final RegistrationCommands registrations;
    private final ScenarioClock clock = new ScenarioClock();
    private final ControlPlane plane;
    private final Path kubeconfigs;

    private ScenarioLab(Workspace workspace, Path knowledge, Path kubeconfigs, Broker broker) {
        this.workspace = workspace;
        this.knowledge = knowledge;
        this.kubeconfigs = kubeconfigs;
        kafka = broker;
        fleet = SimulatedFleet.start();
        pipeline =
                Pipeline.start(
                        new PipelineSettings(
                                kafka.bootstrapServers(),
                                kubeconfigs,
                                workspace.folder("state"),
                                clock,
                                LocalDigestKey.in(workspace.root()),
                                0,
                                Map.of(),
                                this::cloudOf));
        log = LogTail.start(kafka.bootstrapServers());
        registrations =
                new RegistrationCommands(
                        KafkaAccess.of(kafka.bootstrapServers()), "registry-fleet/local");
        plane = new ControlPlane(registrations, log, pipeline.progress(), clock);
    }

    /**
     * Starts everything.
     *
     * @param folder keeps the log; without one it is thrown away at the end
     * @param knowledge folder with what the project says about scenarios: scope.yaml, overrides/
     */
    public static ScenarioLab open(@Nullable Path folder, Path knowledge) {
        return open(folder, knowledge, LocalKafka::start);
    }

    /** The same on a broker that is started with the folder for its data. */
    static ScenarioLab open(@Nullable Path folder, Path knowledge, Function<Path, Broker> brokers) {
        var workspace = workspace(folder);
        var broker = brokers.apply(workspace.folder("kafka"));
        return new ScenarioLab(workspace, knowledge, workspace.folder("clusters"), broker);
    }

    /** The same for {@link #runAgainst} that cluster, whose kubeconfig stays where it is. */
    public static ScenarioLab open(@Nullable Path folder, Path knowledge, RealCluster cluster) {
        var workspace = workspace(folder);
        var broker = LocalKafka.start(workspace.folder("kafka"));
        return new ScenarioLab(workspace, knowledge, cluster.folder(), broker);
    }

    /**
     * Plays the scenarios of the folders.
     *
     * @param isComplete the folders hold all scenarios, so that an override without use is an error
     */
    public ScenarioReport run(
            List<Path> folders, @Nullable NamePattern only, int parallelism, boolean isComplete) {
        return run(request(folders, only, parallelism, isComplete), targets(), PlayListener.NONE);
    }

    /** A scenario without clouds reaches none. */
    private Optional<URI> cloudOf(String cluster, String host) {
        return cloud.has(cluster)
                ? Optional.of(cloud.address(cluster))
                : PipelineSettings.nowhere().of(cluster, host);
    }

    /** Simulated clusters that this control plane looks after. */
    ScenarioTargets targets() {
        return new PipelineTargets(fleet, cloud, kubeconfigs, plane);
    }

    /**
     * Plays the scenarios of the folders one after the other against a real API server, which the
     * lab has been opened for.
     *
     * @param deletesEverything nothing in the cluster needs to be kept
     * @param listener hears beforehand which scenarios this cluster cannot play
     * @throws UnfitClusterException when the cluster cannot or must not be used
     */
    public ScenarioReport runAgainst(
            RealCluster cluster,
            boolean deletesEverything,
            List<Path> folders,
            @Nullable NamePattern only,
            PlayListener listener) {
        try (var targets = new RealTargets(cluster, deletesEverything, this::lookAfter)) {
            return run(request(folders, only, 1, false), targets, listener);
        }
    }

    private ScenarioTarget lookAfter(Scenario scenario, RealCluster cluster) {
        var id = scenario.id();
        var site =
                new PipelineTarget.Site(id, cluster.access(), cluster.reference(), false, () -> 0);
        return new PipelineTarget(site, plane, () -> {});
    }

    private RunRequest request(
            List<Path> folders, @Nullable NamePattern only, int parallelism, boolean isComplete) {
        return new RunRequest(folders, project(isComplete), only, parallelism, PlaySettings.USUAL);
    }

    private static ScenarioReport run(
            RunRequest request, ScenarioTargets targets, PlayListener listener) {
        return new ScenarioRun(request, targets, listener).run();
    }

    private static Workspace workspace(@Nullable Path folder) {
        return folder == null ? Workspace.temporary() : Workspace.kept(folder);
    }

    @Override
    public void close() {
        registrations.close();
        log.close();
        pipeline.close();
        fleet.close();
        cloud.close();
        kafka.close();
        workspace.close();
    }

    private RunRequest.Project project(boolean isComplete) {
        var scope = knowledge.resolve("scope.yaml");
        var overrides = knowledge.resolve("overrides");
        return new RunRequest.Project(
                Files.exists(scope) ? scope : null,
                Files.exists(overrides) ? overrides : null,
                isComplete,
                ComparisonRules.USUAL);
    }
}
