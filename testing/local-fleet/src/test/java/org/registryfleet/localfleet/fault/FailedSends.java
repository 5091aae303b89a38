package org.registryfleet.localfleet.fault;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What stages send fails, until it is closed: what Kafka is asked for here is undone then. */
final class FailedSends implements AutoCloseable {

    /** Why a send fails. */
    enum Reason {
        /** Batches expire; passes by itself, so Kafka Streams revives the task. */
        TIMEOUT,
        /** The topics, changelogs included, take next to nothing. */
        TOO_LARGE,
        /** Nobody may write to the topics; the end of a stream thread. */
        FORBIDDEN
    }

    private static final List<String> OUTPUTS =
            List.of(
                    Topics.PLATFORMS,
                    Topics.STORAGE,
                    Topics.REGISTRIES,
                    Topics.STATUS,
                    Topics.STORAGE_ACTIONS,
                    Topics.REGISTRY_ACTIONS,
                    Topics.STATUS_ACTIONS,
                    Topics.STORAGE_OUTCOMES,
                    Topics.REGISTRY_OUTCOMES,
                    Topics.STATUS_OUTCOMES);

    private final Admin admin;
    private final Reason reason;
    private final StreamThreads threads = new StreamThreads();
    private final Map<String, String> limits = new HashMap<>();
    private final int before = FailingPartitioner.failures();

    private FailedSends(Admin admin, Reason reason) {
        this.admin = admin;
        this.reason = reason;
    }

    /** From now on sends fail. */
    static FailedSends begin(String bootstrapServers, Reason reason) {
        var sends = new FailedSends(KafkaAccess.of(bootstrapServers).admin(), reason);
        sends.threads.start();
        sends.change(true);
        return sends;
    }

    /** How often a send has failed, or a stream thread has ended since one had. */
    int seen() {
        return reason == Reason.TIMEOUT
                ? FailingPartitioner.failures() - before
                : threads.ended.get();
    }

    @Override
    public void close() {
        change(false);
        threads.stop();
        admin.close();
    }

    private void change(boolean failing) {
        try {
            switch (reason) {
                case TIMEOUT -> FailingPartitioner.fail(failing);
                case TOO_LARGE -> limit(failing);
                case FORBIDDEN -> forbid(failing);
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void limit(boolean failing) throws InterruptedException, ExecutionException {
        if (failing) {
            var topics =
                    Stream.concat(OUTPUTS.stream(), changelogs())
                            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                            .toList();
            admin.describeConfigs(topics)
                    .all()
                    .get()
                    .forEach(
                            (topic, config) ->
                                    limits.put(
                                            topic.name(),
                                            config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                                                    .value()));
        }
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        limits.forEach(
                (topic, limit) ->
                        changes.put(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry(
                                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                        failing ? "100" : limit),
                                                AlterConfigOp.OpType.SET))));
        admin.incrementalAlterConfigs(changes).all().get();
    }

    private Stream<String> changelogs() throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get().stream()
                .filter(topic -> topic.endsWith("-changelog"));
    }

    private void forbid(boolean failing) throws InterruptedException, ExecutionException {
        // with one rule for a topic only what rules allow is allowed
        var rules =
                OUTPUTS.stream()
                        .flatMap(
                                topic ->
                                        Stream.of(
                                                rule(
                                                        topic,
                                                        AclOperation.ALL,
                                                        AclPermissionType.ALLOW),
                                                rule(
                                                        topic,
                                                        AclOperation.WRITE,
                                                        AclPermissionType.DENY)))
                        .toList();
        if (failing) {
            admin.createAcls(rules).all().get();
        } else {
            admin.deleteAcls(rules.stream().map(AclBinding::toFilter).toList()).all().get();
        }
    }

    private static AclBinding rule(
            String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, permission));
    }

    /** Counts stream threads that end, as the log tells. */
    private static final class StreamThreads extends AppenderBase<ILoggingEvent> {
        private final AtomicInteger ended = new AtomicInteger();
        private final Logger logger =
                (Logger) LoggerFactory.getLogger("org.registryfleet.stageservice.StreamFailures");

        @Override
        public void start() {
            setContext(logger.getLoggerContext());
            super.start();
            logger.addAppender(this);
        }

        @Override
        public void stop() {
            logger.detachAppender(this);
            super.stop();
        }

        @Override
        protected void append(ILoggingEvent event) {
            ended.incrementAndGet();
        }
    }
}
