package org.registryfleet.pagetour;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A policy for the clusters on premises whose second stage waits for an approval. Argo CD holds the
 * Config of one of them, which it therefore leaves alone.
 */
final class TouredPolicy {

    static final String NAME = "on-premises";
    static final String STAGE = "all";
    static final String HELD = "bare-metal-1";

    private static final String DOCUMENT =
            """
            {"apiVersion": "fleet.registryfleet.org/v1alpha1", "kind": "FleetPolicy", "metadata": {"name": "on-premises"},
             "spec": {"placement": {"platforms": ["VSphere", "BareMetal"]}, "remediationAction": "enforce",
              "config": {"logLevel": "Debug"},
              "rollout": {"stages": [
                {"name": "canary", "labelSelector": {"matchLabels": {"canary": "true"}}, "minSuccessTime": "1s"},
                {"name": "all", "minSuccessTime": "1s", "approval": true}]}}}
            """;
    private static final SimulatedObjectRef CONFIG =
            SimulatedObjectRef.of("imageregistry.operator.openshift.io/v1", "Config", "cluster");

    private TouredPolicy() {}

    static void handIn(RunningFleet fleet) {
        var mark = JsonNodeFactory.instance.objectNode();
        mark.putObject("metadata")
                .putObject("annotations")
                .put("argocd.argoproj.io/tracking-id", "edge:Config:cluster");
        fleet.clusters().cluster(HELD).patch(CONFIG, mark);
        fleet.tell(
                new PolicyFact.Applied(
                        now(), command("more in the log on premises"), DOCUMENT, 0, "confirmed"));
    }

    static void approve(RunningFleet fleet) {
        fleet.tell(
                new PolicyFact.Stepped(
                        now(),
                        command("the canary is well"),
                        Step.APPROVE,
                        1,
                        STAGE,
                        new TreeSet<>()));
    }

    private static Command command(String reason) {
        return new Command(UUID.randomUUID().toString(), NAME, "ann", reason);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
