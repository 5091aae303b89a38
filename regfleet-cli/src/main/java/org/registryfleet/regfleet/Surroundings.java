package org.registryfleet.regfleet;

import org.registryfleet.regfleet.fleet.LoggedRegistrations;
import org.registryfleet.regfleet.fleet.RegistrationBook;
import org.registryfleet.schemas.LogAccess;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * What a command finds around it.
 *
 * @param environment variables by name
 * @param folder relative paths begin here
 * @param confirmation asks a person
 * @param log opens the registrations of that Kafka
 */
record Surroundings(
        Map<String, String> environment,
        Path folder,
        Confirmation confirmation,
        Function<LogAccess, RegistrationBook> log) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings real() {
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Confirmation.onTerminal(),
                LoggedRegistrations::new);
    }
}
