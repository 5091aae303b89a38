package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.registry.ManagementState;
import org.registryfleet.statusreporter.registry.Rollout;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.Remediation;
import org.registryfleet.statusreporter.summary.StatusSummaries;
import org.registryfleet.statusreporter.summary.StatusSummary;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.StorageResult;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the fleet is told about one cluster. */
final class FleetReport {

    private final View<ClusterStatusState> view;
    private final Instant now;

    FleetReport(View<ClusterStatusState> view, Instant now) {
        this.view = view;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What was known last, marked as not to be relied upon. */
    ClusterStatusState unreachable() {
        var headline =
                new StatusSummary(
                        StatusSummaries.UNREACHABLE, "ContactLost", view.contact().detail());
        var known = view.previous();
        var lostAt = view.contact().since();
        var since = lostAt == null ? since(headline) : lostAt.truncatedTo(ChronoUnit.MILLIS);
        return new ClusterStatusState(
                known == null ? platform() : known.platform(),
                known == null ? "" : known.storageKind(),
                known == null ? "" : known.managementState(),
                Connectivity.State.LOST,
                headline,
                "Check that the API server answers and that the registered credential is valid",
                known == null ? List.of() : known.configConditions(),
                known == null ? List.of() : known.clusterOperatorConditions(),
                known == null ? 0 : known.readyReplicas(),
                known == null ? PrunerInstallation.UNKNOWN : known.pruner(),
                known == null ? List.of() : known.contested(),
                false,
                since);
    }

    ClusterStatusState withoutConfig() {
        var headline = missingConfig();
        return new ClusterStatusState(
                platform(),
                "",
                "",
                view.contact().state(),
                headline,
                "",
                List.of(),
                List.of(),
                0,
                pruner(),
                contested(),
                false,
                since(headline));
    }

    private StatusSummary missingConfig() {
        if (view.isUnreadable(Subjects.CONFIG)) {
            return new StatusSummary(
                    StatusSummaries.UNKNOWN,
                    "ConfigNotListed",
                    "The fleet may not list configs.imageregistry.operator.openshift.io: whether"
                            + " the cluster has a Config is not known");
        }
        var missing = "The cluster has no Config \"cluster\"";
        return whyNotMade()
                .map(
                        why ->
                                new StatusSummary(
                                        StatusSummaries.UNKNOWN,
                                        "BootstrapFailed",
                                        missing + ": " + why))
                .orElseGet(
                        () -> new StatusSummary(StatusSummaries.UNKNOWN, "ConfigMissing", missing));
    }

    /** What the storage stage says while there is no Config that it could speak of. */
    private Optional<String> whyNotMade() {
        return view.upstream()
                .find(StorageResult.class)
                .filter(result -> result.basis().uid().isEmpty())
                .map(result -> result.error().text())
                .filter(text -> !text.isEmpty());
    }

    /** A Config without a status. */
    ClusterStatusState beginning(StatusContext situation) {
        return reported(situation, List.of(), List.of(), false);
    }

    /** What the cluster's own operator says. */
    ClusterStatusState observed(StatusContext situation) {
        var operator = ObservedConditions.of(Subjects.OPERATOR, view.objects());
        var config = ObservedConditions.of(Subjects.CONFIG, view.objects());
        return reported(situation, config, operator, true);
    }

    ClusterStatusState reported(
            StatusContext situation,
            List<Condition> config,
            List<Condition> operator,
            boolean settled) {
        var headline =
                situation.awaitsDeployment(now)
                        ? StatusSummary.awaitingDeployment()
                        : StatusSummary.of(
                                ManagementState.of(situation.config()), config, operator);
        return new ClusterStatusState(
                platform(),
                situation.storage().map(StorageResult::kind).orElse(""),
                situation.config().spec().path("managementState").asText(""),
                view.contact().state(),
                headline,
                unlock(situation),
                config,
                operator,
                situation.facts().rollout().map(Rollout::ready).orElse(0),
                pruner(),
                contested(),
                settled,
                since(headline));
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

    private String unlock(StatusContext situation) {
        return Remediation.of(situation.config(), situation.error(), situation.platform());
    }

    private PrunerInstallation pruner() {
        return PrunerInstallation.of(view, Subjects.CRON_JOB);
    }

    private String platform() {
        return view.upstream().find(PlatformResult.class).map(PlatformResult::platform).orElse("");
    }

    private Instant since(StatusSummary headline) {
        return Optional.ofNullable(view.previous())
                .filter(known -> known.headline().summary() == headline.summary())
                .map(ClusterStatusState::since)
                .orElse(now);
    }
}
