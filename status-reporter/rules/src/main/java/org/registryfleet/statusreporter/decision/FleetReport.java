package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.problem.RegistryProblems;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.Remediation;
import org.registryfleet.statusreporter.summary.StatusSummary;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.StorageResult;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds the status record that is published to the fleet for one cluster. */
final class FleetReport {

    private final View<ClusterStatusState> view;
    private final Duration upgradeHold;
    private final Instant now;

    FleetReport(View<ClusterStatusState> view, Duration upgradeHold, Instant now) {
        this.view = view;
        this.upgradeHold = upgradeHold;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The last known status, marked as stale. */
    ClusterStatusState unreachable() {
        return stale(
                new StatusSummary(HealthStatus.UNREACHABLE, "ContactLost", view.contact().detail()),
                "Check that the API server answers and that the registered credential is valid",
                false);
    }

    /** The last known status of a cluster whose silence is wanted. */
    ClusterStatusState hibernating() {
        return stale(
                new StatusSummary(
                        HealthStatus.HIBERNATING,
                        "Hibernating",
                        "The cluster is switched off on purpose"),
                "",
                true);
    }

    private ClusterStatusState stale(StatusSummary summary, String remediation, boolean settled) {
        var known = view.previous();
        var lostAt = view.contact().since();
        var since = lostAt == null ? since(summary) : lostAt.truncatedTo(ChronoUnit.MILLIS);
        return new ClusterStatusState(
                known == null ? platform() : known.platform(),
                known == null ? "" : known.storageKind(),
                known == null ? "" : known.managementState(),
                Connectivity.State.LOST,
                summary,
                remediation,
                known == null ? List.of() : known.configConditions(),
                known == null ? List.of() : known.clusterOperatorConditions(),
                known == null ? 0 : known.readyReplicas(),
                known == null ? PrunerInstallation.UNKNOWN : known.pruner(),
                known == null ? List.of() : known.contested(),
                known == null ? List.of() : known.problems(),
                settled,
                since);
    }

    ClusterStatusState withoutConfig() {
        return withoutConfig(missingConfig(), "", false);
    }

    /** A cluster that does not serve the registry's API: nothing is to be done there. */
    ClusterStatusState notServed() {
        var capability = RegistryCapability.of(view);
        return withoutConfig(capability.summary(), capability.remediation(), true);
    }

    private ClusterStatusState withoutConfig(
            StatusSummary summary, String remediation, boolean settled) {
        return new ClusterStatusState(
                platform(),
                "",
                "",
                view.contact().state(),
                summary,
                remediation,
                List.of(),
                List.of(),
                0,
                pruner(),
                contested(),
                List.of(),
                settled,
                since(summary));
    }

    private StatusSummary missingConfig() {
        if (view.isUnreadable(ReportedObjects.CONFIG)) {
            return new StatusSummary(
                    HealthStatus.UNKNOWN,
                    "ConfigNotListed",
                    "The fleet may not list configs.imageregistry.operator.openshift.io: whether"
                            + " the cluster has a Config is not known");
        }
        var missing = "The cluster has no Config \"cluster\"";
        return whyNotMade()
                .map(
                        why ->
                                new StatusSummary(
                                        HealthStatus.UNKNOWN,
                                        "BootstrapFailed",
                                        missing + ": " + why))
                .or(
                        () ->
                                view.upstream()
                                        .find(PlatformResult.class)
                                        .map(PlatformResult::undetermined)
                                        .filter(why -> !why.isEmpty())
                                        .map(
                                                why ->
                                                        new StatusSummary(
                                                                HealthStatus.UNKNOWN,
                                                                "PlatformUndetermined",
                                                                missing + ": " + why)))
                .orElseGet(() -> new StatusSummary(HealthStatus.UNKNOWN, "ConfigMissing", missing));
    }

    /** The result of the storage stage while there is no Config. */
    private Optional<String> whyNotMade() {
        return view.upstream()
                .find(StorageResult.class)
                .filter(result -> result.basis().uid().isEmpty())
                .map(result -> result.error().text())
                .filter(text -> !text.isEmpty());
    }

    /** A Config without a status. */
    ClusterStatusState beginning(StatusContext context) {
        return reported(context, List.of(), List.of(), false);
    }

    /** The status reported by the cluster's own operator. */
    ClusterStatusState observed(StatusContext context) {
        var operator = ObservedConditions.of(ReportedObjects.OPERATOR, view.objects());
        var config = ObservedConditions.of(ReportedObjects.CONFIG, view.objects());
        return reported(context, config, operator, true);
    }

    ClusterStatusState reported(
            StatusContext context,
            List<Condition> config,
            List<Condition> operator,
            boolean settled) {
        var summary =
                context.awaitsDeployment(now)
                        ? StatusSummary.awaitingDeployment()
                        : StatusSummary.of(ManagementState.of(context.config()), config, operator);
        return reported(context, config, operator, settled, held(summary));
    }

    private StatusSummary held(StatusSummary summary) {
        return ClusterUpgrade.of(view, upgradeHold, now)
                .map(upgrade -> summary.whileUpgrading(upgrade.version()))
                .orElse(summary);
    }

    private ClusterStatusState reported(
            StatusContext context,
            List<Condition> config,
            List<Condition> operator,
            boolean settled,
            StatusSummary summary) {
        return new ClusterStatusState(
                platform(),
                context.storage().map(StorageResult::kind).orElse(""),
                context.config().spec().path("managementState").asText(""),
                view.contact().state(),
                summary,
                unlock(context),
                config,
                operator,
                context.facts().rollout().map(Rollout::ready).orElse(0),
                pruner(),
                contested(),
                problems(context).problems(),
                settled,
                since(summary));
    }

    /** When what is told changes by the passing of time alone; empty for never. */
    Optional<Instant> nextStep(StatusContext context) {
        return Stream.concat(
                        problems(context).nextStep().stream(),
                        ClusterUpgrade.of(view, upgradeHold, now)
                                .map(upgrade -> upgrade.since().plus(upgradeHold))
                                .stream())
                .min(Comparator.naturalOrder());
    }

    private RegistryProblems problems(StatusContext context) {
        boolean isManaged = ManagementState.of(context.config()) == ManagementState.MANAGED;
        return RegistryProblems.of(view.objects(), context.config(), isManaged, now);
    }

    /** Of the earlier stages and of the statuses. */
    private List<ContestedField> contested() {
        var contested = new ArrayList<ContestedField>();
        var upstream = view.upstream();
        upstream.find(StorageResult.class).ifPresent(r -> contested.addAll(r.contested()));
        upstream.find(RegistryResult.class).ifPresent(r -> contested.addAll(r.contested()));
        contested.addAll(view.ledger().contested());
        return contested;
    }

    private String unlock(StatusContext context) {
        return Remediation.of(context.config(), context.error(), context.platform());
    }

    private PrunerInstallation pruner() {
        return PrunerInstallation.of(view, ReportedObjects.CRON_JOB);
    }

    private String platform() {
        return view.upstream().find(PlatformResult.class).map(PlatformResult::platform).orElse("");
    }

    private Instant since(StatusSummary summary) {
        return Optional.ofNullable(view.previous())
                .filter(known -> known.summary().health() == summary.health())
                .map(ClusterStatusState::since)
                .orElse(now);
    }
}
