package org.registryfleet.schemas;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks Kafka every few seconds whether it answers, and whether the topics are still those that were
 * there at first. Consumers tell neither: without a broker they wait, and in a topic that was
 * created anew they wait for offsets that may never come.
 */
public final class KafkaProbe implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int TIME_LIMIT_MILLIS = 5_000;

    private final Map<String, Object> client;
    private final Collection<String> topics;
    private final Consumer<String> alarm;
    private final ConcurrentMap<String, Uuid> ids = new ConcurrentHashMap<>();
    private final Set<String> recreated = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("kafka-probe").daemon().unstarted(this::run);
    private volatile boolean answers;

    /**
     * @param alarm is told what somebody should know
     */
    public KafkaProbe(Map<String, ?> client, Collection<String> topics, Consumer<String> alarm) {
        this.alarm = alarm;
        this.client = new HashMap<>(client);
        this.client.put("default.api.timeout.ms", TIME_LIMIT_MILLIS);
        this.client.put("request.timeout.ms", TIME_LIMIT_MILLIS / 2);
        this.topics = List.copyOf(topics);
    }

    public void start() {
        thread.start();
    }

    /** Whether Kafka answered the last question and knows all topics. */
    public boolean answers() {
        return answers;
    }

    /**
     * Topics that have another id than at first. Whatever was read of them says nothing about what
     * they hold now: the process must begin anew.
     */
    public Set<String> recreated() {
        return Set.copyOf(recreated);
    }

    /** Whether it still asks. */
    public boolean running() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void run() {
        try (var admin = Admin.create(client)) {
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
