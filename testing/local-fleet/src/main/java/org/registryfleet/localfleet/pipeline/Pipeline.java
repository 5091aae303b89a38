package org.registryfleet.localfleet.pipeline;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.service.RunningWatcher;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.decision.FleetClock;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stageservice.PositionListener;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The running control plane. */
public final class Pipeline implements AutoCloseable {

    private final List<ConfigurableApplicationContext> contexts;
    private final ClusterConnections connections;
    private final RunningWatcher watcher;
    private final PipelineProgress progress;

    private Pipeline(
            List<ConfigurableApplicationContext> contexts,
            ClusterConnections connections,
            RunningWatcher watcher,
            PipelineProgress progress) {
        this.contexts = contexts;
        this.connections = connections;
        this.watcher = watcher;
        this.progress = progress;
    }

    /** Creates the topics and starts all services, side by side. */
    public static Pipeline start(PipelineSettings settings) {
        createTopics(settings);
        var connections =
                new ClusterConnections(
                        ConnectionSettings.of("local-fleet", settings.kubeconfigs())
                                .withHub(settings.hub()));
        var progress = new PipelineProgress();
        var shared = new Shared(settings.clock(), connections, progress, settings.clouds());
        var starting =
                Services.all(settings.releases()).entrySet().stream()
                        .map(
                                service ->
                                        starting(
                                                service.getKey(),
                                                service.getValue(),
                                                settings,
                                                shared))
                        .toList();
        var contexts = new ArrayList<ConfigurableApplicationContext>();
        starting.forEach(context -> contexts.add(context.join()));
        contexts.forEach(context -> progress.reads(inputs(context)));
        var watcher = watcher(settings, connections);
        return new Pipeline(List.copyOf(contexts), connections, watcher, progress);
    }

    /** How far the stages have come. */
    public PipelineProgress progress() {
        return progress;
    }

    /** The port on which a service answers. */
    public int port(String service) {
        return contexts.stream()
                .filter(
                        c ->
                                service.equals(
                                        c.getEnvironment().getProperty("spring.application.name")))
                .map(
                        c ->
                                c.getEnvironment()
                                        .getRequiredProperty("local.server.port", Integer.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + service));
    }

    @Override
    public void close() {
        watcher.close();
        var closing =
                contexts.stream()
                        .map(c -> CompletableFuture.runAsync(c::close, Pipeline::inThread))
                        .toList();
        closing.forEach(CompletableFuture::join);
        connections.close();
    }

    private static RunningWatcher watcher(
            PipelineSettings settings, ClusterConnections connections) {
        var redaction = new Redaction(RedactionRules.standard(), settings.digestKey().digester());
        return RunningWatcher.start(
                connections, redaction, RunningWatcher.Options.of(settings.bootstrapServers()));
    }

    private static CompletableFuture<ConfigurableApplicationContext> starting(
            String name,
            SpringApplicationBuilder builder,
            PipelineSettings settings,
            Shared shared) {
        var application =
                builder.initializers(context -> shared.with((GenericApplicationContext) context));
        var arguments = arguments(name, settings);
        return CompletableFuture.supplyAsync(
                () -> running(name, application, arguments), Pipeline::inThread);
    }

    /** Whoever waits for all of them must be told which one failed, and of the innermost cause. */
    private static ConfigurableApplicationContext running(
            String name, SpringApplicationBuilder application, String... arguments) {
        try {
            return application.run(arguments);
        } catch (RuntimeException failed) {
            throw new IllegalStateException(
                    "the service %s did not start: %s"
                            .formatted(name, NestedExceptionUtils.getMostSpecificCause(failed)),
                    failed);
        }
    }

    private static void inThread(Runnable task) {
        Thread.ofPlatform().name("service").start(task);
    }

    private static Map<String, List<String>> inputs(ConfigurableApplicationContext context) {
        StageDefinition<?> definition = context.getBean(StageDefinition.class);
        return Map.of(definition.stage().name(), definition.inputs());
    }

    /** What all services use together. */
    private record Shared(
            FleetClock clock,
            ClusterConnections connections,
            PipelineProgress progress,
            EndpointOverride clouds) {

        void with(GenericApplicationContext context) {
            context.registerBean("sharedClock", FleetClock.class, () -> clock);
            context.registerBean("sharedClouds", EndpointOverride.class, () -> clouds);
            context.registerBean("sharedProgress", PositionListener.class, () -> progress);
            context.registerBean(
                    "sharedConnections",
                    ClusterConnections.class,
                    () -> connections,
                    definition -> definition.setDestroyMethodName(""));
        }
    }

    /** As arguments, since they must win over the services' own files. */
    private static String[] arguments(String name, PipelineSettings settings) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(
                "server.port", name.equals("status-reporter") ? "" + settings.webPort() : "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("fleet.kafka.bootstrap-servers", settings.bootstrapServers());
        properties.put("fleet.kafka.replication-factor", "1");
        properties.put("fleet.store", "memory");
        // the services of one process must not meet in what the process has only once
        properties.put("management.metrics.use-global-registry", "false");
        properties.put("fleet.instance", "local");
        properties.put("fleet.digest-key", settings.digestKey().reference());
        properties.put("fleet.previous-digest-key", settings.digestKey().previousReference());
        properties.put("fleet.access.kubeconfig-folder", settings.kubeconfigs().toString());
        properties.put("fleet.state-dir", settings.data().resolve(name).toString());
        properties.putAll(settings.properties());
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static void createTopics(PipelineSettings settings) {
        try (var admin = KafkaAccess.of(settings.bootstrapServers()).admin()) {
            var topics = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, topics, java.time.Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
    }
}
