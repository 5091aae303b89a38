package org.registryfleet.regfleet.fleet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.fleetpolicy.stream.AssignmentCodec;
import org.registryfleet.fleetpolicy.stream.RequestOutcomes;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.RequestCommands;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Optional;

/** Requests in Kafka; their outcomes stand in the results of the stage that carries them out. */
public final class LoggedRequests implements ChangeRequests {

    private final KafkaAccess log;
    private final Events events = Events.singleObject();

    public LoggedRequests(KafkaAccess log) {
        this.log = log;
    }

    @Override
    public Optional<RequestOutcome> ask(String cluster, Assignment request, Duration limit) {
        try (var results = new LogConsumer(log, Topics.STORAGE);
                var requests = new RequestCommands(log)) {
            results.seekToEnd();
            requests.ask(
                    AssignmentCodec.encode(cluster, request),
                    "registry-fleet/regfleet/" + request.by());
            return Optional.ofNullable(answer(results, cluster, request, limit));
        } catch (KafkaException | IllegalStateException problem) {
            throw CommandFailure.unreachable(
                    "Kafka at %s does not take part (%s)"
                            .formatted(log.address(), problem.getMessage()));
        }
    }

    @Override
    public void close() {
        // every call opens and closes its own connection
    }

    private @Nullable RequestOutcome answer(
            LogConsumer results, String cluster, Assignment request, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        RequestOutcome last = null;
        while ((last == null || !last.isFinal()) && System.nanoTime() - end < 0) {
            for (var record : results.poll()) {
                var told = record.key().equals(cluster) ? outcome(record) : null;
                if (told != null && told.id().equals(request.id())) {
                    last = told;
                } else if (told != null && last != null) {
                    throw CommandFailure.refused(
                            "a later request of %s took its place".formatted(told.by()));
                }
            }
        }
        return last;
    }

    private @Nullable RequestOutcome outcome(ConsumerRecord<String, byte[]> record) {
        return record.value() != null
                        && events.decode(record.value()) instanceof StorageProvisioned storage
                ? RequestOutcomes.decode(storage.getRequest())
                : null;
    }
}
