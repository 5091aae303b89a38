package org.registryfleet.statusreporter.pruner;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The inputs of the pruner's conditions.
 *
 * @param error why the pruner's objects could not be applied; empty if they were
 * @param failure failure of the pruner's last finished Job
 */
public record PrunerFacts(
        boolean hasCronJob, boolean isSuspended, String error, Optional<JobFailure> failure) {

    private static final String NAME = "image-pruner";

    /** The failure that a Job reports. */
    public record JobFailure(String reason, String message) {}

    /** Gathers the facts; only the pruner's own Jobs count. */
    public static PrunerFacts of(
            Observed pruner, ObjectRef cronJob, Snapshot objects, String error) {
        var lastJob =
                objects.ofKind("Job")
                        .filter(job -> job.ref().namespace().equals(cronJob.namespace()))
                        .filter(PrunerFacts::isOfPruner)
                        .filter(job -> !job.status().path("conditions").isEmpty())
                        .max(
                                Comparator.comparing(PrunerFacts::creation)
                                        .thenComparing(job -> job.ref().name()));
        return new PrunerFacts(
                objects.contains(cronJob),
                pruner.spec().path("suspend").asBoolean(false),
                error,
                lastJob.flatMap(PrunerFacts::failure));
    }

    boolean lacksCronJob() {
        return !hasCronJob;
    }

    boolean hasError() {
        return !error.isEmpty();
    }

    boolean hasFailed() {
        return failure.isPresent();
    }

    String failureReason() {
        return failure.map(JobFailure::reason).orElse("");
    }

    String failureMessage() {
        return failure.map(JobFailure::message).orElse("");
    }

    /** Whether the pruner's CronJob has made the Job. */
    public static boolean isOfPruner(Observed job) {
        return job.label("created-by").filter(NAME::equals).isPresent()
                || StreamSupport.stream(job.at("/metadata/ownerReferences").spliterator(), false)
                        .anyMatch(
                                owner ->
                                        owner.path("kind").asText("").equals("CronJob")
                                                && owner.path("name").asText("").equals(NAME));
    }

    private static String creation(Observed job) {
        return job.at("/metadata/creationTimestamp").asText("");
    }

    private static Optional<JobFailure> failure(Observed job) {
        return StreamSupport.stream(job.status().path("conditions").spliterator(), false)
                .filter(condition -> text(condition, "type").equals("Failed"))
                .filter(condition -> text(condition, "status").equals("True"))
                .reduce((_, last) -> last)
                .map(last -> new JobFailure(text(last, "reason"), text(last, "message")));
    }

    private static String text(JsonNode condition, String field) {
        return condition.path(field).asText("");
    }
}
