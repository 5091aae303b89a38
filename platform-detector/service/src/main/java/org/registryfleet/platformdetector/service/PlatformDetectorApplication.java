package org.registryfleet.platformdetector.service;

import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.stageservice.StageService;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service: consumes observations, produces platforms. */
public final class PlatformDetectorApplication {

    private PlatformDetectorApplication() {}

    public static SpringApplicationBuilder application() {
        return StageService.of("platform-detector", PlatformDefinition.create());
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
