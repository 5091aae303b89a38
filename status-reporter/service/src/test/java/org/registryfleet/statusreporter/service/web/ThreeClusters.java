package org.registryfleet.statusreporter.service.web;

import static org.registryfleet.statusreporter.service.fleet.FleetFixture.answered;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.asked;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.sighted;

import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API over alpha, which is Available, beta, which is Removed, and gamma, still unknown. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
class ThreeClusters {

    static RunningSite start() {
        var site = RunningSite.start(ThreeClusters.class);
        var view = site.bean(FleetView.class);
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(enrolled("beta", "Beta <b>bold</b>"));
        view.accept(enrolled("gamma", ""));
        view.accept(sighted("alpha", 40));
        view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
        view.accept(asked("alpha", "1"));
        view.accept(answered("alpha", "1"));
        view.accept(reported("beta", HealthStatus.REMOVED, "Removed"));
        return site;
    }

    /** Something that breaks inside; found because it is part of the configuration. */
    @RestController
    static final class Failing {

        @GetMapping("/api/failing")
        String fail() {
            throw new IllegalStateException("hmac:secret-detail");
        }
    }
}
