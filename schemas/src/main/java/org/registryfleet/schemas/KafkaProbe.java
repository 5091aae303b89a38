package org.registryfleet.schemas;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Polls Kafka every few seconds for reachability, and for whether its topics still have the topic
 * ids that they had at the start. Consumers reveal neither: without a broker they wait, and after a
 * topic was recreated they wait for offsets that may never come.
 */
public final class KafkaProbe implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final KafkaAccess kafka;
    private final Collection<String> topics;
    private final Consumer<String> alarm;
    private final ConcurrentMap<String, Uuid> ids = new ConcurrentHashMap<>();
    private final Set<String> recreated = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("kafka-probe").daemon().unstarted(this::run);
    private volatile boolean answers;

    /**
     * @param alarm receives what an operator should know
     */
    public KafkaProbe(KafkaAccess kafka, Collection<String> topics, Consumer<String> alarm) {
        this.alarm = alarm;
        this.kafka = kafka.withTimeLimit(TIME_LIMIT);
        this.topics = List.copyOf(topics);
    }

    public void start() {
        thread.start();
    }

    /** Whether the last poll succeeded and found all topics. */
    public boolean answers() {
        return answers;
    }

    /**
     * Topics whose topic id has changed. State read from them is invalid: the process must restart.
     */
    public Set<String> recreated() {
        return Set.copyOf(recreated);
    }

    /** Whether it is still polling. */
    public boolean running() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void run() {
        try (var admin = kafka.admin()) {
            do {
                answers = ask(admin);
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closing) {
            answers = false;
        }
    }

    private boolean ask(Admin admin) throws InterruptedException {
        try {
            var found = admin.describeTopics(topics).allTopicNames().get();
            found.forEach((name, topic) -> compare(name, topic.topicId()));
            return true;
        } catch (ExecutionException | KafkaException problem) {
            if (answers) {
                alarm.accept("Kafka does not answer: " + problem);
            }
            return false;
        }
    }

    private void compare(String topic, Uuid id) {
        var first = ids.putIfAbsent(topic, id);
        if (first != null && !first.equals(id) && recreated.add(topic)) {
            alarm.accept(
                    "the topic %s has been created anew (%s instead of %s): see docs/runbooks/topic-begins-anew.md"
                            .formatted(topic, id, first));
        }
    }
}
