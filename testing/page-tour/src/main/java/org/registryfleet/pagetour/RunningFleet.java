package org.registryfleet.pagetour;

import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.localfleet.demo.LocalFleet;
import org.registryfleet.localfleet.demo.LocalFleetSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.PolicyCommands;
import org.registryfleet.simulated.SimulatedFleet;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The demonstration's fleet in this process: Kafka, simulated clusters and every service. */
public final class RunningFleet implements AutoCloseable {

    private static final int CLUSTERS = 12;

    private final Workspace workspace = Workspace.temporary();
    private final CompletableFuture<LocalFleet.Up> up = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private RunningFleet() {
        thread = Thread.ofPlatform().name("fleet").start(this::run);
    }

    /** Starts it; returns when the fleet has converged. */
    public static RunningFleet start() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var fleet = new RunningFleet();
        fleet.up.join();
        return fleet;
    }

    /** Where the page is. */
    public URI page() {
        return up.join().page();
    }

    /** The clusters, as their administrators reach them. */
    public SimulatedFleet clusters() {
        return up.join().clusters();
    }

    /** Says something about a policy, as people do by the command line. */
    public void tell(PolicyFact.Commanded command) {
        try (var commands = new PolicyCommands(KafkaAccess.of(up.join().kafka()))) {
            commands.tell(PolicyEventCodec.encode(command), "registry-fleet/page-tour");
        }
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        workspace.close();
    }

    private void run() {
        var settings = new LocalFleetSettings(workspace.root(), CLUSTERS, 0, true, false);
        try {
            boolean converged =
                    new LocalFleet(settings, new PrintWriter(Writer.nullWriter()))
                            .run(this::stayUp);
            if (!converged) {
                up.completeExceptionally(new IllegalStateException("the fleet did not converge"));
            }
        } catch (RuntimeException failure) {
            up.completeExceptionally(failure);
        }
    }

    private void stayUp(LocalFleet.Up fleet) {
        up.complete(fleet);
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
