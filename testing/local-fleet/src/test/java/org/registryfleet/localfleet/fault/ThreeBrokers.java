package org.registryfleet.localfleet.fault;

import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.TopicPartitionInfo;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.localfleet.kafka.Broker;
import org.registryfleet.schemas.KafkaAccess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Three brokers in KRaft mode, each its own process: every partition on all of them, and a write
 * holds when two have it.
 */
final class ThreeBrokers implements Broker {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<BrokerProcess> brokers;
    private final String bootstrapServers;

    private ThreeBrokers(List<BrokerProcess> brokers, String bootstrapServers) {
        this.brokers = brokers;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts them and returns when all three are there; each has a folder in this one. */
    static ThreeBrokers start(Path folder) {
        var ports = new TreeMap<Integer, Integer>();
        var controllers = new TreeMap<Integer, Integer>();
        IntStream.rangeClosed(1, 3)
                .forEach(
                        id -> {
                            ports.put(id, ServiceProcess.freePort());
                            controllers.put(id, ServiceProcess.freePort());
                        });
        var started =
                ports.keySet().stream()
                        .map(
                                id ->
                                        BrokerProcess.start(
                                                id, folder.resolve("" + id), ports, controllers))
                        .toList();
        var bootstrap =
                String.join(",", ports.values().stream().map(p -> "127.0.0.1:" + p).toList());
        var three = new ThreeBrokers(started, bootstrap);
        await("brokers").atMost(PATIENCE).until(() -> three.alive() == 3);
        return three;
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    BrokerProcess broker(int id) {
        return brokers.get(id - 1);
    }

    List<BrokerProcess> all() {
        return brokers;
    }

    /** The broker that leads the partition of a cluster. */
    BrokerProcess leaderOf(String topic, String cluster) {
        try (var admin = admin();
                var log = new KafkaLog(KafkaAccess.of(bootstrapServers))) {
            int partition = log.partitionOf(cluster);
            var description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return broker(description.partitions().get(partition).leader().id());
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Every partition is on all three again. */
    void awaitReplicated() {
        await("replicas").atMost(PATIENCE).ignoreExceptions().until(this::isReplicated);
    }

    private boolean isReplicated() throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(TopicPartitionInfo::isr)
                    .allMatch(replicas -> replicas.size() == 3);
        }
    }

    private int alive() {
        try (var admin = admin()) {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException | InterruptedException notYet) {
            return 0;
        }
    }

    private Admin admin() {
        return KafkaAccess.of(bootstrapServers).withTimeLimit(Duration.ofSeconds(20)).admin();
    }

    @Override
    public void close() {
        brokers.forEach(BrokerProcess::kill);
        brokers.forEach(BrokerProcess::awaitExit);
    }
}
