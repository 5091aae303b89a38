package org.registryfleet.schemas;

import org.apache.kafka.clients.admin.AbstractOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reconciles the topics with {@link Topics} when a service starts: creates missing topics, fails on
 * differing ones, changes nothing that exists. Safe to run from several services concurrently.
 */
public final class TopicCatalogue {

    private static final Duration ONE_CALL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Admin admin;
    private final TopicSettings settings;
    private final Duration patience;
    private final Consumer<String> waiting;

    /**
     * @param patience how long to wait for Kafka to answer and for new topics to appear
     * @param waiting receives what the start is waiting for, every few seconds at most
     */
    public TopicCatalogue(
            Admin admin, TopicSettings settings, Duration patience, Consumer<String> waiting) {
        this.admin = admin;
        this.settings = settings;
        this.patience = patience;
        this.waiting = waiting;
    }

    /**
     * Creates and verifies the topics.
     *
     * @return the names of the topics that this call created
     * @throws TopicCatalogueException with all violations, or if Kafka does not respond in time
     */
    public Set<String> ensure(Collection<TopicSpec> topics) {
        var deadline = System.nanoTime() + patience.toNanos();
        var created = new TreeSet<String>();
        while (true) {
            try {
                create(missing(topics), created);
                verify(topics);
                return created;
            } catch (ExecutionException e) {
                waitOrFail(cause(e), deadline);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TopicCatalogueException("interrupted while asking Kafka", e);
            }
        }
    }

    private List<TopicSpec> missing(Collection<TopicSpec> topics)
            throws ExecutionException, InterruptedException {
        var present = admin.listTopics(limited(new ListTopicsOptions())).names().get();
        return topics.stream().filter(topic -> !present.contains(topic.name())).toList();
    }

    private void create(List<TopicSpec> missing, Set<String> created)
            throws ExecutionException, InterruptedException {
        var requests = missing.stream().map(topic -> topic.newTopic(settings)).toList();
        var answers = admin.createTopics(requests, limited(new CreateTopicsOptions())).values();
        var violations = new ArrayList<TopicViolation>();
        for (var answer : answers.entrySet()) {
            try {
                answer.getValue().get();
                created.add(answer.getKey());
            } catch (ExecutionException e) {
                switch (cause(e)) {
                    case RetriableException retriable -> throw e;
                    // another service created it concurrently: the topic is verified like any other
                    case TopicExistsException exists -> {}
                    case Throwable refusal -> violations.add(refused(answer.getKey(), refusal));
                }
            }
        }
        refuse(violations);
    }

    private void verify(Collection<TopicSpec> topics)
            throws ExecutionException, InterruptedException {
        var names = topics.stream().map(TopicSpec::name).toList();
        var resources = names.stream().map(TopicCatalogue::resource).toList();
        // both are asked before either is awaited
        var descriptions =
                admin.describeTopics(names, limited(new DescribeTopicsOptions())).allTopicNames();
        var configs = admin.describeConfigs(resources, limited(new DescribeConfigsOptions())).all();
        var violations = new ArrayList<TopicViolation>();
        for (var topic : topics) {
            var description = present(descriptions, topic.name());
            var config = present(configs, resource(topic.name()));
            violations.addAll(new TopicCheck(topic, settings).violations(description, config));
        }
        refuse(violations);
    }

    private void waitOrFail(Throwable failure, long deadline) {
        var reason = "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage());
        if (!(failure instanceof RetriableException)) {
            throw new TopicCatalogueException(
                    "Kafka refuses to show or create topics (%s); check the service's credentials"
                                    .formatted(reason)
                            + " and its rights to describe and create topics",
                    failure);
        }
        if (System.nanoTime() - deadline >= 0) {
            throw new TopicCatalogueException(
                    "Kafka did not give the topics within %s (%s); check the bootstrap servers and"
                                    .formatted(patience, reason)
                            + " that the brokers run",
                    failure);
        }
        waiting.accept("waiting for Kafka's topics: " + reason);
        // most failures take the whole timeout of a call; a topic that is not visible yet fails at
        // once
        new CompletableFuture<Void>()
                .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private TopicViolation refused(String topic, Throwable cause) {
        return new TopicViolation(
                topic,
                "creation",
                "refused (%s)".formatted(cause.getMessage()),
                "%d partitions, %d replicas"
                        .formatted(settings.partitions(), settings.replicationFactor()),
                "lower the replication factor to the number of brokers, grant the right to create"
                        + " topics, or create it beforehand");
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private static void refuse(List<TopicViolation> violations) {
        if (!violations.isEmpty()) {
            throw new TopicCatalogueException(violations);
        }
    }

    private static <K, V> V present(KafkaFuture<Map<K, V>> answers, K key)
            throws ExecutionException, InterruptedException {
        var value = answers.get().get(key);
        if (value == null) {
            throw new IllegalStateException("Kafka answered without " + key);
        }
        return value;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Bounds a single call, so that waiting is reported. */
    private <T extends AbstractOptions<T>> T limited(T options) {
        var share = patience.dividedBy(3);
        var limit = share.compareTo(ONE_CALL) < 0 ? share : ONE_CALL;
        return options.timeoutMs(Math.toIntExact(Math.max(1, limit.toMillis())));
    }
}
