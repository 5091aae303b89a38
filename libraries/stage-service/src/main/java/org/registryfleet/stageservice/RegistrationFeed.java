package org.registryfleet.stageservice;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.execution.ClusterQueues;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.TopicFollower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cluster connections in sync with the registrations, which every process reads in full.
 */
final class RegistrationFeed implements TopicFollower.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationFeed.class);

    private final ClusterConnections connections;
    private final ClusterQueues queues;
    private final Events events;

    RegistrationFeed(ClusterConnections connections, ClusterQueues queues, Events events) {
        this.connections = connections;
        this.queues = queues;
        this.events = events;
    }

    @Override
    public void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            connections.remove(record.key());
            queues.forget(record.key());
            return;
        }
        var registration = events.decode(record.value(), ClusterRegistration.class);
        RecordKeyCheck.require(record.key(), registration);
        try {
            if (connections.register(registration)) {
                queues.reset(record.key());
            }
        } catch (CredentialException refused) {
            LOG.warn(
                    "the registration of {} is not usable: {}", record.key(), refused.getMessage());
        }
    }
}
