package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides the statuses of a cluster's Config, ImagePruner and ClusterOperator together, and the
 * status record for the fleet.
 */
public final class StatusStage implements Stage<ClusterStatusState> {

    private static final Set<String> LISTS =
            Set.of("/status/conditions", "/status/relatedObjects", "/status/versions");

    private final String release;
    private final Duration upgradeHold;

    /**
     * @param release of the operand, as reported while nothing in the cluster tells
     * @param upgradeHold how long the upgrade of a cluster explains what happens to its registry
     */
    public StatusStage(String release, Duration upgradeHold) {
        this.release = release;
        this.upgradeHold = upgradeHold;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return ReportedObjects.contains(ref);
    }

    @Override
    public Decision<ClusterStatusState> decide(View<ClusterStatusState> view, Instant now) {
        var fleet = new FleetReport(view, upgradeHold, now);
        if (view.contact().isLost()) {
            return lost(view, fleet);
        }
        var config = view.find(ReportedObjects.CONFIG).orElse(null);
        if (config == null && !view.isServed(ReportedObjects.CONFIG)) {
            return Decision.of(
                    fleet.notServed(),
                    "config-not-served",
                    "The cluster does not serve the registry's Config");
        }
        if (config == null) {
            return withoutConfig(view, fleet, now);
        }
        var context = StatusContext.of(view, config);
        if (isHeld(view)) {
            return observed(
                    fleet,
                    context,
                    "not-admitted",
                    "The cluster is only watched: what its Config reports stands");
        }
        var ownership = ownership(view);
        if (ownership != Registration.Ownership.FULL) {
            var rule = ownership.name().toLowerCase(Locale.ROOT);
            return observed(fleet, context, rule, "The operator reports, nothing is written");
        }
        if (context.awaitsFirstStatus()) {
            return Decision.of(
                    fleet.beginning(context),
                    "awaiting-first-status",
                    "The earlier stages have not finished with the new Config");
        }
        return report(fleet, context, now);
    }

    private static Decision<ClusterStatusState> lost(
            View<ClusterStatusState> view, FleetReport fleet) {
        return isHibernating(view)
                ? Decision.of(
                        fleet.hibernating(),
                        "hibernating",
                        "The cluster is switched off on purpose")
                : Decision.of(fleet.unreachable(), "contact-lost", "The cluster cannot be reached");
    }

    private static boolean isHibernating(View<ClusterStatusState> view) {
        var registration = view.registration();
        return registration != null && registration.hibernating();
    }

    private static Decision<ClusterStatusState> observed(
            FleetReport fleet, StatusContext context, String rule, String reason) {
        return new Decision<>(
                fleet.observed(context),
                List.of(),
                rule,
                reason,
                fleet.nextStep(context).orElse(null));
    }

    private static Decision<ClusterStatusState> withoutConfig(
            View<ClusterStatusState> view, FleetReport fleet, Instant now) {
        var pruner =
                ownership(view) == Registration.Ownership.FULL
                        ? PrunerReport.withoutConfig(view, now)
                        : Optional.<PrunerReport>empty();
        return new Decision<>(
                fleet.withoutConfig(),
                pruner.map(report -> List.of(status(ReportedObjects.PRUNER, report.status())))
                        .orElse(List.of()),
                "config-missing",
                "The cluster has no Config",
                PrunerReport.nextStep(view.upstream().find(RegistryResult.class), now)
                        .orElse(null));
    }

    private Decision<ClusterStatusState> report(
            FleetReport fleet, StatusContext context, Instant now) {
        var config = ConfigReport.of(context, now);
        var pruner = PrunerReport.of(context, now);
        var sources = new ArrayList<Condition>(config.conditions());
        pruner.ifPresent(report -> sources.addAll(report.sources()));
        var operator = OperatorReport.of(context, sources, release, now);

        var desired = new ArrayList<Desired>();
        if (isWritable(context)) {
            desired.add(status(ReportedObjects.CONFIG, config.status()));
        }
        pruner.ifPresent(report -> desired.add(status(ReportedObjects.PRUNER, report.status())));
        desired.addAll(operator.desired(context));
        desired.addAll(LegacyAzureCleanup.objects(context));

        var settled =
                context.isFinished()
                        && !context.awaitsDeployment(now)
                        && isInPlace(desired, context);
        return new Decision<>(
                fleet.reported(context, config.conditions(), operator.conditions(), settled),
                desired,
                config.rule(),
                "Available, Progressing and Degraded follow from rows " + config.rule(),
                Stream.of(
                                config.nextStep(),
                                PrunerReport.nextStep(context.registry(), now),
                                fleet.nextStep(context))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** A Config under deletion is not updated, unless there is a failure to report. */
    private static boolean isWritable(StatusContext context) {
        return !context.config().isDeleting() || !context.error().equals(UpstreamApplyError.none());
    }

    private static boolean isInPlace(List<Desired> desired, StatusContext context) {
        return desired.stream().allMatch(part -> context.view().drift(part).isEmpty());
    }

    /** The conditions are those of whoever writes to the cluster: of its first name, if of any. */
    private static boolean isHeld(View<?> view) {
        var registration = view.registration();
        return registration != null && !registration.admitted();
    }

    /** As long as the platform is not known, an operator may look after the registry. */
    private static Registration.Ownership ownership(View<?> view) {
        return Registration.ownership(
                view.registration(),
                view.upstream()
                        .find(PlatformResult.class)
                        .map(PlatformResult::operatorPresent)
                        .orElse(true));
    }

    static Desired status(ObjectRef ref, ObjectNode status) {
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.set("status", status);
        return new Desired.Present(ref, manifest, Desired.Scope.STATUS, LISTS, List.of());
    }
}
