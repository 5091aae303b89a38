package org.registryfleet.regfleet.fleet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Commanded;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.PolicyCommands;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies and their rollouts as the log shows them, and commands to them. */
public final class LoggedPolicies {

    private final KafkaAccess log;
    private final Events events = Events.singleObject();

    public LoggedPolicies(KafkaAccess log) {
        this.log = log;
    }

    /** All policies by name. */
    public SortedMap<String, PolicyRollout> read() {
        var policies = new TreeMap<String, PolicyRollout>();
        try (var consumer = new LogConsumer(log, Topics.POLICIES)) {
            consumer.readAll(
                    record -> {
                        if (record.value() == null) {
                            policies.remove(record.key());
                        } else {
                            policies.put(
                                    record.key(),
                                    events.decode(record.value(), PolicyRollout.class));
                        }
                    });
            return policies;
        } catch (KafkaException problem) {
            throw unreachable(problem);
        }
    }

    /**
     * Writes a command and waits for its answer.
     *
     * @return why it was not followed, an empty text when it was; nothing when nobody has answered
     */
    public Optional<String> tell(Commanded command, Duration limit) {
        try (var consumer = new LogConsumer(log, Topics.POLICIES);
                var commands = new PolicyCommands(log)) {
            consumer.seekToEnd();
            commands.tell(
                    PolicyEventCodec.encode(command),
                    "registry-fleet/regfleet/" + command.command().by());
            long end = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() - end < 0) {
                for (var record : consumer.poll()) {
                    var answer = answer(record, command);
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
            }
            return Optional.empty();
        } catch (KafkaException | IllegalStateException problem) {
            throw unreachable(problem);
        }
    }

    private Optional<String> answer(ConsumerRecord<String, byte[]> record, Commanded command) {
        if (!record.key().equals(command.command().policy())) {
            return Optional.empty();
        }
        if (record.value() == null) {
            return Optional.of("");
        }
        var report = events.decode(record.value(), PolicyRollout.class);
        return report.getCommand().equals(command.command().id())
                ? Optional.of(report.getRefusal())
                : Optional.empty();
    }

    private CommandFailure unreachable(Exception problem) {
        return CommandFailure.unreachable(
                "Kafka at %s does not take part (%s): is the fleet running? Name another with --kafka HOST:PORT, and TLS or a login with --kafka-config FILE"
                        .formatted(log.address(), problem.getMessage()));
    }
}
