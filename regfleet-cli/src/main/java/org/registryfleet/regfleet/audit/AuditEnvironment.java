package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.schemas.KafkaAccess;

import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an audit command finds around it.
 *
 * @param environment variables by name
 * @param folder relative paths begin here
 * @param clock what "2h ago" is counted from
 * @param zone times are shown in it
 * @param terminal whether somebody looks at the output
 * @param log opens the log of that Kafka
 */
public record AuditEnvironment(
        Map<String, String> environment,
        Path folder,
        InstantSource clock,
        ZoneId zone,
        boolean terminal,
        Function<KafkaAccess, EventLog> log) {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    public AuditEnvironment {
        environment = Map.copyOf(environment);
    }

    /** That of this process, with these variables. */
    public static AuditEnvironment real(Map<String, String> environment) {
        return new AuditEnvironment(
                environment,
                Path.of("").toAbsolutePath(),
                InstantSource.system(),
                ZoneId.systemDefault(),
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
                AuditEnvironment::kafka);
    }

    private static EventLog kafka(KafkaAccess access) {
        return new KafkaLog(access.withTimeLimit(TIME_LIMIT));
    }
}
