package org.registryfleet.statusreporter.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

import java.util.List;

/** A request that cannot be answered, in words for its sender; becomes an RFC 9457 problem. */
final class Refusal extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private Refusal(HttpStatus status, ProblemDetail problem) {
        super(status, problem, null);
    }

    static Refusal badRequest(List<String> faults) {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join("; ", faults));
        problem.setTitle("The request is not understood");
        problem.setProperty("faults", List.copyOf(faults));
        return new Refusal(HttpStatus.BAD_REQUEST, problem);
    }

    static Refusal unknownCluster(String id, List<String> near) {
        var hint = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.NOT_FOUND,
                        "no cluster \"%s\" is in the fleet%s".formatted(id, hint));
        problem.setTitle("Unknown cluster");
        problem.setProperty("near", List.copyOf(near));
        return new Refusal(HttpStatus.NOT_FOUND, problem);
    }
}
