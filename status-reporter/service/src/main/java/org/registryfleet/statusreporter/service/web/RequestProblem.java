package org.registryfleet.statusreporter.service.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An invalid request, with a message for the caller; rendered as an RFC 9457 problem document. */
final class RequestProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private RequestProblem(HttpStatus status, ProblemDetail problem) {
        super(status, problem, null);
    }

    static RequestProblem badRequest(List<String> faults) {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join("; ", faults));
        problem.setTitle("The request is not understood");
        problem.setProperty("faults", List.copyOf(faults));
        return new RequestProblem(HttpStatus.BAD_REQUEST, problem);
    }

    static RequestProblem unknownCluster(String id, List<String> near) {
        return unknown("cluster", id, near);
    }

    static RequestProblem unknownPolicy(String name, List<String> near) {
        return unknown("policy", name, near);
    }

    static RequestProblem unknownSource(String name, List<String> near) {
        return unknown("source", name, near);
    }

    private static RequestProblem unknown(String what, String name, List<String> near) {
        var hint = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.NOT_FOUND,
                        "no %s \"%s\" is in the fleet%s".formatted(what, name, hint));
        problem.setTitle("Unknown " + what);
        problem.setProperty("near", List.copyOf(near));
        return new RequestProblem(HttpStatus.NOT_FOUND, problem);
    }

    static RequestProblem logNotRead() {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "the service still reads the log from its beginning: try again in some seconds");
        problem.setTitle("The log is not read yet");
        return new RequestProblem(HttpStatus.SERVICE_UNAVAILABLE, problem);
    }

    static RequestProblem beyondRetention(String id, Instant beginning) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.GONE,
                        "the history of %s exists from %s on; what was before is beyond the log's retention"
                                .formatted(id, beginning));
        problem.setTitle("Beyond the log's retention");
        problem.setProperty("historyFrom", beginning.toString());
        return new RequestProblem(HttpStatus.GONE, problem);
    }

    static RequestProblem tooLong(long records, Duration time) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "the answer would take more than %,d records or %d s: use ./regfleet, which has no such limit"
                                .formatted(records, time.toSeconds()));
        problem.setTitle("Too long a history for one request");
        return new RequestProblem(HttpStatus.UNPROCESSABLE_CONTENT, problem);
    }

    static RequestProblem busy() {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "other questions to the log are being answered: try again in some seconds");
        problem.setTitle("Busy");
        return new RequestProblem(HttpStatus.SERVICE_UNAVAILABLE, problem);
    }

    static RequestProblem tooManyListeners(int most) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "%d listeners are connected already, and this process has no room for more: ask for /api/clusters from time to time"
                                .formatted(most));
        problem.setTitle("Too many listeners");
        return new RequestProblem(HttpStatus.SERVICE_UNAVAILABLE, problem);
    }

    /** Somebody else has handed in a version since the caller has looked. */
    static RequestProblem versionMoved(String policy, long version) {
        return version(
                HttpStatus.PRECONDITION_FAILED,
                version == 0
                        ? "there is no policy %s: leave If-Match out to make one".formatted(policy)
                        : "%s has version %d now: look at it again".formatted(policy, version),
                version);
    }

    static RequestProblem versionMissing(String policy, long version) {
        return version(
                HttpStatus.PRECONDITION_REQUIRED,
                "%s exists with version %d: give the ETag that you have seen as If-Match"
                        .formatted(policy, version),
                version);
    }

    private static RequestProblem version(HttpStatus status, String detail, long version) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail + "; nothing was changed");
        problem.setTitle("Another version");
        problem.setProperty("version", version);
        return new RequestProblem(status, problem);
    }

    /** Nobody has agreed to what the policy would do. */
    static RequestProblem notAgreed(String detail) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT, detail + "; nothing was changed");
        problem.setTitle("Not agreed to");
        return new RequestProblem(HttpStatus.CONFLICT, problem);
    }

    static RequestProblem logNotWritten(String what) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Kafka did not take the %s: nothing was changed, try again"
                                .formatted(what));
        problem.setTitle("The log cannot be written");
        return new RequestProblem(HttpStatus.SERVICE_UNAVAILABLE, problem);
    }

    static RequestProblem logUnreachable(String why) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "the log cannot be read: " + why);
        problem.setTitle("The log cannot be read");
        return new RequestProblem(HttpStatus.SERVICE_UNAVAILABLE, problem);
    }
}
