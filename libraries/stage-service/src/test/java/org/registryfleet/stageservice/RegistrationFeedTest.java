package org.registryfleet.stageservice;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusteraccess.execution.ActionExecutor;
import org.registryfleet.clusteraccess.execution.ClusterQueues;
import org.registryfleet.clusteraccess.execution.QueueListener;
import org.registryfleet.clusteraccess.execution.QueueSettings;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;

import java.nio.file.Path;
import java.time.InstantSource;

class RegistrationFeedTest {

    private final Events events = Events.singleObject();
    private final ClusterConnections connections;
    private final ClusterQueues queues;
    private final RegistrationFeed feed;

    RegistrationFeedTest(@TempDir Path kubeconfigs) {
        connections = new ClusterConnections(ConnectionSettings.of("test", kubeconfigs));
        queues =
                new ClusterQueues(
                        new ActionExecutor(connections, InstantSource.system()),
                        QueueSettings.standard(),
                        connections.threads(),
                        InstantSource.system(),
                        QueueListener.NONE);
        feed = new RegistrationFeed(connections, queues, events);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void refusesTheRegistrationOfAnotherClusterThanItsKeySays() {
        assertThatExceptionOfType(UndecodableEventException.class)
                .isThrownBy(() -> feed.take(record("site-b", registration("site-a"))))
                .withMessageContaining("is about cluster 'site-a', its key is 'site-b'");
    }

    @Test
    void passesOverACredentialThatIsNone() {
        var registration = registration("site-a");
        registration.setCredential("a secret, not a reference");

        assertThatNoException().isThrownBy(() -> feed.take(record("site-a", registration)));
    }

    private static ClusterRegistration registration(String cluster) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setDisplayName(cluster)
                .setEndpoint("https://api.example.org")
                .setCredential("kubeconfig:" + cluster)
                .build();
    }

    private ConsumerRecord<String, byte[]> record(String key, ClusterRegistration registration) {
        return new ConsumerRecord<>(Topics.CLUSTERS, 0, 0, key, events.encode(registration));
    }
}
