package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.kubelet.KubeletSettings;
import org.registryfleet.simulated.server.LoggedRequest;

import java.time.Duration;

/** The write requests of the bootstrap of one vSphere cluster, as its API server counts them. */
public final class WritesBench {

    private final Report report;

    public WritesBench(Report report) {
        this.report = report;
    }

    public void run() {
        try (var fleet = BenchFleet.start()) {
            var base = ClusterProfile.demo(DemoPlatform.VSPHERE, "writes");
            var cluster =
                    fleet.add(
                            "writes",
                            base.withKubelet(KubeletSettings.NONE)
                                    .withSettings(base.settings().withRequestLogLimit(10_000)));
            fleet.register("writes");
            fleet.awaitStill(Duration.ofSeconds(6));
            var log = cluster.requests();
            report.add(
                    Figure.atMost(
                            "write requests of a bootstrap (vSphere)",
                            (double) log.writes(),
                            28,
                            "requests"));
            report.add(
                    Figure.atMost(
                            "of these without effect",
                            (double) (log.writes() - log.effectiveWrites()),
                            0,
                            "requests"));
            log.recent().stream()
                    .filter(request -> request.call().verb().isWrite() && !request.effective())
                    .forEach(this::blame);
        }
    }

    private void blame(LoggedRequest request) {
        report.say("    without effect: %s %d", request.call(), request.code());
    }
}
