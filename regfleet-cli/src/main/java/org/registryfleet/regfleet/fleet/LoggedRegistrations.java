package org.registryfleet.regfleet.fleet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RegistrationCommands;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The registrations in Kafka: the compacted topic is read from its beginning. */
public final class LoggedRegistrations implements RegistrationBook {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final KafkaAccess log;
    private final Events events = Events.singleObject();
    private @Nullable RegistrationCommands commands;

    public LoggedRegistrations(KafkaAccess log) {
        this.log = log;
    }

    @Override
    public SortedMap<String, ClusterRegistration> all() {
        var found = new TreeMap<String, ClusterRegistration>();
        try (var follower =
                new TopicFollower(log.withTimeLimit(TIME_LIMIT), List.of(Topics.CLUSTERS))) {
            follower.readToEnd(record -> take(record, found));
            return found;
        } catch (KafkaException problem) {
            throw unreachable(problem);
        }
    }

    @Override
    public void put(ClusterRegistration registration) {
        write(registrations -> registrations.register(registration));
    }

    @Override
    public void remove(String cluster) {
        write(registrations -> registrations.deregister(cluster));
    }

    @Override
    public void close() {
        if (commands != null) {
            commands.close();
        }
    }

    private void write(Consumer<RegistrationCommands> deed) {
        try {
            if (commands == null) {
                var who = "registry-fleet/regfleet/" + System.getProperty("user.name", "unknown");
                commands = new RegistrationCommands(log, who);
            }
            deed.accept(commands);
        } catch (KafkaException | IllegalStateException problem) {
            throw unreachable(problem);
        }
    }

    private void take(
            ConsumerRecord<String, byte[]> record, Map<String, ClusterRegistration> found) {
        if (record.value() == null) {
            found.remove(record.key());
        } else if (events.decode(record.value()) instanceof ClusterRegistration registration) {
            found.put(record.key(), registration);
        }
    }

    private CommandFailure unreachable(Exception problem) {
        return CommandFailure.unreachable(
                "Kafka at %s does not take part (%s): is the fleet running? Name another with --kafka HOST:PORT, and TLS or a login with --kafka-config FILE"
                        .formatted(log.address(), problem.getMessage()));
    }
}
