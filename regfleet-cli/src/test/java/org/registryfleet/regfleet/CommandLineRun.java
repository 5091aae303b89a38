package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.fleetpolicy.assignment.AssignedField;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.regfleet.fleet.ChangeRequests;
import org.registryfleet.regfleet.fleet.LoggedFleet;
import org.registryfleet.regfleet.fleet.LoggedRegistrations;
import org.registryfleet.regfleet.fleet.LoggedRequests;
import org.registryfleet.regfleet.fleet.RegistrationBook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The command line in this process, with a fleet's registrations in memory. */
final class CommandLineRun {

    /** What a run has printed and how it ended. */
    record Result(int exitStatus, String out, String err) {}

    private final TreeMap<String, ClusterRegistration> registrations = new TreeMap<>();
    private final List<String> questions = new ArrayList<>();
    private final List<Assignment> requests = new ArrayList<>();
    private RequestOutcome.@Nullable State verdict = RequestOutcome.State.DONE;
    private String why = "";
    private final Path folder;
    private Optional<Boolean> answer = Optional.empty();

    CommandLineRun(Path folder) {
        this.folder = folder;
    }

    CommandLineRun answering(boolean yes) {
        answer = Optional.of(yes);
        return this;
    }

    CommandLineRun registered(String cluster) {
        registrations.put(
                cluster,
                ClusterRegistration.newBuilder()
                        .setCluster(cluster)
                        .setDisplayName(cluster)
                        .setCredential("kubeconfig:" + cluster)
                        .build());
        return this;
    }

    SortedMap<String, ClusterRegistration> registrations() {
        return registrations;
    }

    /** What the fleet says about the next requests. */
    CommandLineRun fleetSays(RequestOutcome.@Nullable State state, String message) {
        verdict = state;
        why = message;
        return this;
    }

    /** The requests that were handed in. */
    List<Assignment> requests() {
        return requests;
    }

    /** The value that was asked for last of a field of the Config's spec. */
    JsonNode asked(String field) {
        return requests.getLast().fields().stream()
                .filter(one -> one.field().name().equals(field))
                .map(AssignedField::value)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    List<String> questions() {
        return questions;
    }

    Result run(String... arguments) {
        var surroundings =
                new CliEnvironment(
                        Map.of(
                                "REGFLEET_KAFKA",
                                "nowhere:1",
                                "REGFLEET_KUBECONFIGS",
                                ".",
                                "USER",
                                "alice"),
                        folder,
                        question -> {
                            questions.add(question);
                            return answer;
                        },
                        _ -> new Book(),
                        _ -> new Fleet(),
                        LoggedFleet::new,
                        EndpointOverride.NONE);
        return run(surroundings, arguments);
    }

    private static Result run(CliEnvironment surroundings, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Regfleet.commandLine(surroundings)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /** The command line with a real Kafka and this environment. */
    static Result with(Map<String, String> environment, Path folder, String... arguments) {
        var surroundings =
                new CliEnvironment(
                        environment,
                        folder,
                        _ -> Optional.empty(),
                        LoggedRegistrations::new,
                        LoggedRequests::new,
                        LoggedFleet::new,
                        EndpointOverride.NONE);
        return run(surroundings, arguments);
    }

    /** Answers at once, as a fleet that does what it is asked for. */
    private final class Fleet implements ChangeRequests {

        @Override
        public Optional<RequestOutcome> ask(String cluster, Assignment request, Duration limit) {
            requests.add(request);
            return Optional.ofNullable(verdict)
                    .map(
                            state ->
                                    new RequestOutcome(
                                            request.id(), request.by(), state, why, Instant.EPOCH));
        }

        @Override
        public void close() {}
    }

    private final class Book implements RegistrationBook {

        @Override
        public SortedMap<String, ClusterRegistration> all() {
            return registrations;
        }

        @Override
        public void put(ClusterRegistration registration) {
            registrations.put(registration.getCluster(), registration);
        }

        @Override
        public void remove(String cluster) {
            registrations.remove(cluster);
        }

        @Override
        public void close() {}
    }
}
