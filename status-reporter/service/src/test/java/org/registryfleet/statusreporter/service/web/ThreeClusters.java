package org.registryfleet.statusreporter.service.web;

import static org.registryfleet.statusreporter.service.fleet.FleetFixture.answered;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.asked;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.imported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.sighted;

import org.registryfleet.events.InventoryProblem;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.schemas.Topics;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.PolicyFixture;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.stream.FleetProjection;
import org.registryfleet.statusreporter.service.stream.InventoryReports;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/**
 * The API over alpha, which is Available, beta, which is Removed, and gamma, imported and still
 * unknown.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
class ThreeClusters {

    static RunningSite start() {
        var site = RunningSite.start(ThreeClusters.class);
        var view = site.bean(FleetView.class);
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(enrolled("beta", "Beta <b>bold</b>"));
        view.accept(imported("gamma", "argo", "Secret argocd/gamma"));
        view.report(InventoryReports.summary(argo()));
        view.accept(sighted("alpha", 40));
        view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
        view.accept(asked("alpha", "1"));
        view.accept(answered("alpha", "1"));
        view.accept(reported("beta", HealthStatus.REMOVED, "Removed"));
        policy(new FleetProjection(view, site.bean(FleetMembers.class)));
        return site;
    }

    /** Alpha shall have one replica and has three. */
    private static void policy(FleetProjection log) {
        PolicyFixture.said().forEach(said -> log.accept(at(Topics.POLICY_EVENTS), "fleet", said));
        log.accept(at(Topics.POLICIES), "edge", PolicyFixture.waiting());
        log.accept(at(Topics.OBSERVATIONS), "alpha", PolicyFixture.config("alpha", 3));
        log.accept(at(Topics.CLUSTERS), "alpha", PolicyFixture.registration("alpha"));
        log.accept(at(Topics.ASSIGNMENTS), "alpha", PolicyFixture.assignment("alpha"));
    }

    private static RecordPosition at(String topic) {
        return new RecordPosition(topic, 0, 1);
    }

    private static InventorySource argo() {
        return InventorySource.newBuilder()
                .setSource("argo")
                .setType("argocd")
                .setHub("in-cluster")
                .setState(InventoryState.SUSPECT)
                .setReason("4 of 6 clusters have gone at once")
                .setSince(Instant.parse("2026-11-20T10:00:00Z"))
                .setDecidedAt(Instant.parse("2026-11-20T10:00:00Z"))
                .setFound(6)
                .setAdmitted(5)
                .setRejected(1)
                .setGone(4)
                .setProblems(
                        List.of(
                                new InventoryProblem(
                                        "Secret argocd/delta",
                                        "",
                                        "NoConfig: the Secret has no key config")))
                .build();
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
