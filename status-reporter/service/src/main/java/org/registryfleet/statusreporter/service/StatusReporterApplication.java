package org.registryfleet.statusreporter.service;

import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stageservice.StageService;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The service: consumes all results, writes statuses, and serves the fleet view. */
public final class StatusReporterApplication {

    private StatusReporterApplication() {}

    /** Configures the release to report while there is no Deployment. */
    public static SpringApplicationBuilder application(String release) {
        return application(StatusDefinition.create(release));
    }

    private static SpringApplicationBuilder application(
            StageDefinition<ClusterStatusState> definition) {
        return StageService.of("status-reporter", definition, ReadSide.class);
    }

    public static void main(String[] args) {
        var release = System.getenv("RELEASE_VERSION");
        if (release == null || release.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable RELEASE_VERSION is not set; give the version that this release reports");
        }
        var hold = System.getenv("UPGRADE_HOLD");
        application(
                        hold == null || hold.isBlank()
                                ? StatusDefinition.create(release)
                                : StatusDefinition.create(release, duration(hold)))
                .run(args);
    }

    private static Duration duration(String hold) {
        try {
            return Duration.parse(hold);
        } catch (DateTimeParseException notADuration) {
            throw new IllegalArgumentException(
                    "UPGRADE_HOLD is \"%s\"; give a duration such as PT60M".formatted(hold),
                    notADuration);
        }
    }
}
