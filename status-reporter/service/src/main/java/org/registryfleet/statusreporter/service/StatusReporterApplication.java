package org.registryfleet.statusreporter.service;

import org.registryfleet.stageservice.StageService;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service: consumes all results, writes statuses, and serves the fleet view. */
public final class StatusReporterApplication {

    private StatusReporterApplication() {}

    /** Configures the release to report while there is no Deployment. */
    public static SpringApplicationBuilder application(String release) {
        return StageService.of("status-reporter", StatusDefinition.create(release), ReadSide.class);
    }

    public static void main(String[] args) {
        var release = System.getenv("RELEASE_VERSION");
        if (release == null || release.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable RELEASE_VERSION is not set; give the version that this release reports");
        }
        application(release).run(args);
    }
}
