package org.registryfleet.fleetpolicy.stream;

import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyEventType;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Step;
import org.registryfleet.fleetpolicy.rollout.PolicyTarget;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The facts of rollouts as records, and back. */
public final class PolicyEventCodec {

    /** Key of every fact: one key, one order. */
    public static final String KEY = "fleet";

    private PolicyEventCodec() {}

    /** The fact as a record. */
    public static PolicyEvent encode(PolicyFact fact) {
        var event =
                PolicyEvent.newBuilder()
                        .setPolicies(KEY)
                        .setType(PolicyEventType.UNKNOWN)
                        .setAt(fact.at());
        switch (fact) {
            case PolicyFact.Applied(_, var command, var document, var replaces, var consent) ->
                    command(event, command)
                            .setType(PolicyEventType.APPLIED)
                            .setDocument(document)
                            .setVersion(replaces)
                            .setConsent(consent);
            case PolicyFact.Deleted(_, var command) ->
                    command(event, command).setType(PolicyEventType.DELETED);
            case PolicyFact.Stepped(
                            _,
                            var command,
                            var step,
                            var version,
                            var stage,
                            var clusters) ->
                    command(event, command)
                            .setType(PolicyEventType.STEPPED)
                            .setStep(step.name())
                            .setVersion(version)
                            .setStage(stage)
                            .setClusters(List.copyOf(clusters));
            case PolicyFact.Seen(_, var cluster, var target) ->
                    event.setType(PolicyEventType.SEEN)
                            .setCluster(cluster)
                            .setTarget(target(target));
            case PolicyFact.Left(_, var cluster) ->
                    event.setType(PolicyEventType.LEFT).setCluster(cluster);
            case PolicyFact.Tick _ -> event.setType(PolicyEventType.TICK);
        }
        return event.build();
    }

    /**
     * The fact of a record.
     *
     * @throws UndecodableEventException when it is none that this release knows
     */
    public static PolicyFact decode(PolicyEvent event) {
        var at = event.getAt();
        var command =
                new Command(event.getId(), event.getPolicy(), event.getBy(), event.getReason());
        return switch (event.getType()) {
            case APPLIED ->
                    new PolicyFact.Applied(
                            at,
                            command,
                            event.getDocument(),
                            event.getVersion(),
                            event.getConsent());
            case DELETED -> new PolicyFact.Deleted(at, command);
            case STEPPED ->
                    new PolicyFact.Stepped(
                            at,
                            command,
                            step(event.getStep()),
                            event.getVersion(),
                            event.getStage(),
                            new TreeSet<>(event.getClusters()));
            case SEEN -> new PolicyFact.Seen(at, event.getCluster(), target(event));
            case LEFT -> new PolicyFact.Left(at, event.getCluster());
            case TICK -> new PolicyFact.Tick(at);
            case UNKNOWN -> throw wrong("the fact is of a kind that this release does not know");
        };
    }

    private static PolicyEvent.Builder command(PolicyEvent.Builder event, Command command) {
        return event.setId(command.id())
                .setPolicy(command.policy())
                .setBy(command.by())
                .setReason(command.reason());
    }

    private static Step step(String name) {
        return Arrays.stream(Step.values())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("there is no step \"" + name + "\""));
    }

    private static org.registryfleet.events.PolicyTarget target(PolicyTarget target) {
        return org.registryfleet.events.PolicyTarget.newBuilder()
                .setLabels(target.labels())
                .setPlatform(target.platform())
                .setSingleReplica(target.singleReplica())
                .setReachable(target.reachable())
                .setWritable(target.writable())
                .setSummary(target.summary())
                .setSettled(target.settled())
                .setVerdicts(target.verdicts().stream().map(FieldVerdicts::encode).toList())
                .build();
    }

    private static PolicyTarget target(PolicyEvent event) {
        var target = event.getTarget();
        if (target == null) {
            throw wrong("the cluster is not described");
        }
        return new PolicyTarget(
                target.getLabels(),
                target.getPlatform(),
                target.getSingleReplica(),
                target.getReachable(),
                target.getWritable(),
                target.getSummary(),
                target.getSettled(),
                FieldVerdicts.decode(target.getVerdicts()));
    }

    private static UndecodableEventException wrong(String why) {
        return new UndecodableEventException(why, "find out who writes to this topic");
    }
}
