package org.registryfleet.regfleetlocal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RolloutState;
import org.registryfleet.localfleet.demo.LocalFleet;
import org.registryfleet.regfleet.Regfleet;
import org.registryfleet.regfleet.audit.AuditEnvironment;
import org.registryfleet.regfleet.fleet.LoggedPolicies;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The end of the demonstration: a policy for the clusters on premises, planned and brought to them
 * behind a canary. Argo CD holds the Config of one of them, which the policy therefore leaves
 * alone.
 */
final class DemoPolicy {

    private static final String NAME = "on-premises";
    private static final String FILE = "docs/policies/" + NAME + ".yaml";
    private static final String HELD = "bare-metal-1";
    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");
    private static final Set<RolloutState> ENDS =
            EnumSet.of(RolloutState.SUCCEEDED, RolloutState.PAUSED, RolloutState.ABORTED);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path home;
    private final LocalFleet.Up up;
    private final PrintWriter out;

    /**
     * @param home the checkout, where the policy is
     */
    DemoPolicy(Path home, LocalFleet.Up up, PrintWriter out) {
        this.home = home;
        this.up = up;
        this.out = out;
    }

    /**
     * Brings the policy to its clusters, and says whether it has reached all that it may change.
     */
    boolean rollOut() {
        holdOne();
        var file = home.resolve(FILE).toString();
        boolean isThere =
                say("policy", "plan", "-f", file)
                        && say("policy", "apply", "-f", file, "--yes", "--reason", "demonstration");
        boolean isDone = isThere && await() == RolloutState.SUCCEEDED;
        return say("policy", "rollout", "status", NAME) && isDone;
    }

    private void holdOne() {
        if (up.clusters().clusterIds().contains(HELD)) {
            var mark = JsonNodeFactory.instance.objectNode();
            mark.putObject("metadata")
                    .putObject("annotations")
                    .put("argocd.argoproj.io/tracking-id", "edge:Config:cluster");
            up.clusters().cluster(HELD).patch(CONFIG, mark);
        }
    }

    private boolean say(String... arguments) {
        out.printf("%n$ ./regfleet %s%n", String.join(" ", arguments).replace(home + "/", ""));
        var address = Stream.concat(Stream.of(arguments), Stream.of("--kafka=" + up.kafka()));
        int status =
                Regfleet.commandLine(AuditEnvironment.real(System.getenv()))
                        .setOut(out)
                        .setErr(out)
                        .execute(address.toArray(String[]::new));
        out.flush();
        return status == 0;
    }

    private RolloutState await() {
        var policies = new LoggedPolicies(KafkaAccess.of(up.kafka()));
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var state =
                    Optional.ofNullable(policies.read().get(NAME))
                            .map(PolicyRollout::getState)
                            .orElse(RolloutState.UNKNOWN);
            if (ENDS.contains(state) || Instant.now().isAfter(deadline)) {
                return state;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
