package org.registryfleet.regfleet;

import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.regfleet.fleet.LoggedFleet;
import org.registryfleet.regfleet.fleet.LoggedRegistrations;
import org.registryfleet.regfleet.fleet.RegistrationBook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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

    List<String> questions() {
        return questions;
    }

    Result run(String... arguments) {
        var surroundings =
                new CliEnvironment(
                        Map.of("REGFLEET_KAFKA", "nowhere:1", "REGFLEET_KUBECONFIGS", "."),
                        folder,
                        question -> {
                            questions.add(question);
                            return answer;
                        },
                        _ -> new Book(),
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
                        LoggedFleet::new,
                        EndpointOverride.NONE);
        return run(surroundings, arguments);
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
