package org.registryfleet.stageservice;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.kstream.KStream;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.execution.ActionExecutor;
import org.registryfleet.clusteraccess.execution.ClusterQueues;
import org.registryfleet.clusteraccess.execution.ExternalResourceExecutor;
import org.registryfleet.clusteraccess.execution.QueueListener;
import org.registryfleet.clusteraccess.execution.QueueSettings;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.HttpSchemaRegistryClient;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.decision.FleetClock;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.topology.StageTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.messaging.Message;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Spring configuration of a stage's service. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(FleetSettings.class)
class StageConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StageConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    FleetClock fleetClock() {
        return _ -> Instant.now();
    }

    @Bean
    @ConditionalOnMissingBean
    Events events() {
        return Events.singleObject();
    }

    @Bean
    KafkaAccess kafkaAccess(FleetSettings settings) {
        return settings.kafka().access();
    }

    @Bean
    TopicVerifier topicVerifier(
            FleetSettings settings,
            KafkaAccess kafka,
            @Value("${spring.cloud.stream.kafka.streams.binder.application-id}") String stage) {
        var changelog = new ChangelogLimit(stage, settings.maxEntryBytes());
        // all topics: the first service to start creates them
        return new TopicVerifier(kafka, settings.kafka(), Topics.all(), changelog);
    }

    @Bean
    @ConditionalOnMissingBean
    PositionListener positionListener() {
        return (_, _) -> {};
    }

    @Bean
    SpanExporter spans(
            FleetSettings settings, @Value("${spring.application.name}") String service) {
        var endpoint = settings.traces().endpoint();
        return endpoint.isBlank()
                ? SpanExporter.NONE
                : new OpenTelemetrySpanExporter(endpoint, service);
    }

    @Bean
    @ConditionalOnExpression("!'${fleet.schema-registry.url}'.isBlank()")
    SchemaRegistrar schemaRegistrar(FleetSettings settings) {
        var registry = URI.create(settings.schemaRegistry().url());
        return new SchemaRegistrar(
                new HttpSchemaRegistryClient(registry), SchemaRegistrar.RETRY_INTERVAL);
    }

    @Bean
    StageMetrics stageMetrics(
            MeterRegistry registry,
            PositionListener positions,
            SpanExporter spans,
            StageDefinition<?> definition) {
        var metrics = new MicrometerStageMetrics(registry, positions, spans);
        metrics.expect(definition.stage().name(), definition.inputs());
        return metrics;
    }

    @Bean
    ConsumerLagMonitor consumerLagMonitor(
            KafkaAccess kafka,
            StageDefinition<?> definition,
            MeterRegistry registry,
            @Value("${spring.cloud.stream.kafka.streams.binder.application-id}") String stage,
            @Value("${spring.cloud.stream.bindings.actions-in-0.group}") String executor) {
        var monitor = new ConsumerLagMonitor(kafka, InstantSource.system());
        monitor.measure("stage", stage, definition.inputs(), registry);
        var actions = definition.actionsTopic();
        if (actions != null) {
            monitor.measure("executor", executor, List.of(actions), registry);
        }
        return monitor;
    }

    @Bean
    Consumer<KStream<String, byte[]>> stage(
            StageDefinition<?> definition,
            FleetSettings settings,
            Events events,
            FleetClock clock,
            StageMetrics metrics) {
        boolean inMemory = settings.store() == FleetSettings.Store.MEMORY;
        return new StageTopology<>(definition, events, clock, metrics, inMemory)::build;
    }

    /**
     * The primary configurer: of several, Spring Cloud Stream applies that one or none, and Spring
     * Boot brings another for metrics. Changelogs get the same min.insync.replicas as the other
     * topics.
     */
    @Bean
    @Primary
    StreamsBuilderFactoryBeanConfigurer streamsClient(
            StageDefinition<?> definition,
            FleetSettings settings,
            LivenessParts partsHealthIndicator) {
        var failures = new StreamFailures(definition.stage().name());
        var replicas = String.valueOf(settings.kafka().topics().minInSyncReplicas());
        return streams -> {
            // the binder sets a handler of its own in the factory, just before the client is made
            streams.setKafkaStreamsCustomizer(
                    client -> client.setUncaughtExceptionHandler(failures));
            Objects.requireNonNull(streams.getStreamsConfiguration())
                    .setProperty("topic.min.insync.replicas", replicas);
            partsHealthIndicator.add(
                    "stream threads", () -> LivenessParts.isAlive(streams.getKafkaStreams()));
        };
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaProbe kafkaProbe(KafkaAccess kafka) {
        var topics = Topics.all().stream().map(TopicSpec::name).toList();
        return new KafkaProbe(kafka, topics, LOG::error);
    }

    /** Liveness. */
    @Bean
    LivenessParts partsHealthIndicator(
            MeterRegistry registry, KafkaProbe probe, ObjectProvider<TopicReader> readers) {
        var parts = new LivenessParts(registry);
        parts.add(probe);
        readers.forEach(reader -> parts.add(reader.name(), () -> !reader.isDead()));
        return parts;
    }

    /** Readiness: without Kafka a service is idle but not dead. */
    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaProbe probe) {
        return () ->
                probe.answers()
                        ? Health.up().build()
                        : Health.down().withDetail("kafka", "does not answer").build();
    }

    /** Readiness: the topic readers have caught up with the end offsets at start. */
    @Bean
    HealthIndicator readingHealthIndicator(ObjectProvider<TopicReader> readers) {
        return () -> {
            var behind =
                    readers.stream().filter(r -> !r.hasCaughtUp()).map(TopicReader::name).toList();
            return behind.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("behind", behind).build();
        };
    }

    /** Additional beans of a stage that writes to clusters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "fleet.effects", havingValue = "true")
    static class Effects {
        private static final Duration AUTH_RETRY = Duration.ofSeconds(30);

        @Bean
        @ConditionalOnMissingBean
        ClusterConnections clusterConnections(
                FleetSettings settings, StageDefinition<?> definition, MeterRegistry registry) {
            var access = settings.access().connections(definition.stage().name());
            var connections = new ClusterConnections(access);
            FunctionCounter.builder(
                            "registryfleet.responses.cut",
                            connections,
                            ClusterConnections::tooLargeResponses)
                    .description("Answers that were longer than the limit and were cut off")
                    .register(registry);
            return connections;
        }

        @Bean
        TopicReader registrations(
                KafkaAccess kafka,
                ClusterConnections connections,
                ClusterQueues queues,
                Events events) {
            return new TopicReader(
                    "registrations",
                    kafka,
                    List.of(Topics.CLUSTERS),
                    new RegistrationFeed(connections, queues, events));
        }

        @Bean
        ClusterQueues clusterQueues(
                ClusterConnections connections,
                ObjectProvider<ExternalResourceExecutor> outside,
                MeterRegistry registry) {
            var executor =
                    new ActionExecutor(
                            connections,
                            InstantSource.system(),
                            outside.getIfAvailable(() -> ExternalResourceExecutor.NONE));
            return new ClusterQueues(
                    executor,
                    QueueSettings.standard(),
                    connections.threads(),
                    InstantSource.system(),
                    listener(registry));
        }

        @Bean
        ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> actionConsumer(
                LivenessParts partsHealthIndicator) {
            return (container, _, _) -> {
                container.getContainerProperties().setAuthExceptionRetryInterval(AUTH_RETRY);
                partsHealthIndicator.add("action consumer", container::isInExpectedState);
            };
        }

        @Bean
        Producer<String, byte[]> outcomeProducer(KafkaAccess kafka) {
            var largest = TopicSettings.DEFAULT.maxMessageBytes();
            return kafka.producer(
                    Map.of("acks", "all", "linger.ms", 0, "max.request.size", largest));
        }

        @Bean
        Consumer<Message<byte[]>> actions(
                ClusterQueues queues,
                Producer<String, byte[]> producer,
                Events events,
                StageMetrics metrics,
                StageDefinition<?> definition) {
            var outcomes = definition.outcomesTopic();
            if (outcomes == null) {
                throw new IllegalStateException("a stage with effects has a topic for outcomes");
            }
            var deadLetters = new DeadLetters(producer, metrics, definition.stage().name());
            var writer = new OutcomeWriter(producer, events, outcomes, metrics);
            return new ActionConsumer(queues, events, writer, deadLetters);
        }

        private static QueueListener listener(MeterRegistry registry) {
            return new MicrometerQueueListener(registry);
        }
    }
}
