package org.registryfleet.regfleet;

import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.regfleet.fleet.ChangeRequests;
import org.registryfleet.regfleet.fleet.FleetRecords;
import org.registryfleet.regfleet.fleet.LoggedFleet;
import org.registryfleet.regfleet.fleet.LoggedRegistrations;
import org.registryfleet.regfleet.fleet.LoggedRequests;
import org.registryfleet.regfleet.fleet.RegistrationBook;
import org.registryfleet.schemas.KafkaAccess;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a command finds around it.
 *
 * @param environment variables by name
 * @param folder relative paths begin here
 * @param confirmation asks a person
 * @param log opens the registrations of that Kafka
 * @param requests opens the requests in that Kafka
 * @param records opens what that Kafka tells of the clusters' storage
 * @param detour leads a simulated fleet's requests away from real providers
 */
record CliEnvironment(
        Map<String, String> environment,
        Path folder,
        Confirmation confirmation,
        Function<KafkaAccess, RegistrationBook> log,
        Function<KafkaAccess, ChangeRequests> requests,
        Function<KafkaAccess, FleetRecords> records,
        EndpointOverride detour) {

    CliEnvironment {
        environment = Map.copyOf(environment);
    }

    /** Who uses the command line, as the log is to name them. */
    String user() {
        return Stream.of("REGFLEET_USER", "USER", "LOGNAME", "USERNAME")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("somebody");
    }

    static CliEnvironment real(Map<String, String> environment) {
        return new CliEnvironment(
                environment,
                Path.of("").toAbsolutePath(),
                Confirmation.onTerminal(),
                LoggedRegistrations::new,
                LoggedRequests::new,
                LoggedFleet::new,
                EndpointOverride.NONE);
    }
}
