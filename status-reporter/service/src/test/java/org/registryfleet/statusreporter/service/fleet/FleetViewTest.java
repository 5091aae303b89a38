package org.registryfleet.statusreporter.service.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.NOW;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.answered;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.asked;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.sighted;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class FleetViewTest {

    private final FleetView view = new FleetView();

    @BeforeEach
    void threeClusters() {
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(enrolled("beta", ""));
        view.accept(enrolled("gamma", "Gamma"));
        view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
        view.accept(reported("beta", HealthStatus.REMOVED, "Removed"));
    }

    @Test
    void findsOnlyWhatIsInTheFleet() {
        view.accept(reported("stray", HealthStatus.AVAILABLE, "Ready"));

        assertThat(view.find("alpha")).isPresent();
        assertThat(view.find("stray")).isEmpty();
        assertThat(view.counts().total()).isEqualTo(3);
    }

    @Test
    void forgetsAClusterThatLeft() {
        view.accept(new FleetEvent.Deregistered("alpha"));

        assertThat(view.find("alpha")).isEmpty();
        view.accept(enrolled("alpha", "Again"));
        assertThat(view.find("alpha").orElseThrow().status()).isNull();
    }

    @Test
    void takesResultsThatComeBeforeTheEntry() {
        view.accept(reported("delta", HealthStatus.DEGRADED, "RouteDegraded"));
        view.accept(enrolled("delta", ""));

        assertThat(view.find("delta").orElseThrow().status()).isNotNull();
    }

    @Test
    void filtersByEveryPropertyWhateverTheCase() {
        assertThat(ids(query("vsphere", "", "", ""))).containsExactly("alpha", "beta");
        assertThat(ids(query("", "removed", "", ""))).containsExactly("beta");
        assertThat(ids(query("", "Unknown", "", ""))).containsExactly("gamma");
        assertThat(ids(query("", "", "Managed", ""))).containsExactly("alpha");
        assertThat(ids(query("", "", "", "MESSAGE OF B"))).containsExactly("beta");
        assertThat(ids(query("", "", "", "gam"))).containsExactly("gamma");
        assertThat(ids(query("", "", "", "north"))).hasSize(3);
        assertThat(ids(query("AWS", "", "", ""))).isEmpty();
    }

    @Test
    void pagesByIdWithoutHolesOrRepeats() {
        var first = view.list(page(2, ""));
        var second = view.list(page(2, first.next()));

        assertThat(first.clusters()).extracting(ClusterRecord::id).containsExactly("alpha", "beta");
        assertThat(first.total()).isEqualTo(3);
        assertThat(first.next()).isEqualTo("beta");
        assertThat(second.clusters()).extracting(ClusterRecord::id).containsExactly("gamma");
        assertThat(second.next()).isEmpty();
        assertThat(view.list(page(3, "")).next()).isEmpty();
    }

    @Test
    void showsThoseFirstThatNeedSomebody() {
        view.accept(reported("beta", HealthStatus.DEGRADED, "RouteDegraded"));

        assertThat(ids(ordered(FleetOrder.WORST, 0))).containsExactly("beta", "gamma");
        assertThat(ids(ordered(FleetOrder.WORST, 2))).containsExactly("alpha");
        assertThat(view.list(ordered(FleetOrder.WORST, 0)).next()).isEmpty();
    }

    @Test
    void showsThoseFirstThatHaveChangedLast() {
        assertThat(ids(ordered(FleetOrder.LATEST, 0))).containsExactly("alpha", "beta");
        assertThat(ids(ordered(FleetOrder.LATEST, 1))).containsExactly("beta", "gamma");
    }

    @Test
    void knowsASeverityOfEverySummary() {
        assertThat(HealthStatus.values())
                .isSortedAccordingTo(
                        (_, other) ->
                                HealthStatus.WORST_FIRST.compare(HealthStatus.UNAVAILABLE, other));
    }

    @Test
    void countsTheFleet() {
        view.accept(reported("gamma", HealthStatus.UNREACHABLE, "ContactLost"));

        var counts = view.counts();

        assertThat(counts.summaries())
                .isEqualTo(Map.of("Available", 1, "Removed", 1, "Unreachable", 1));
        assertThat(counts.reasons()).containsEntry("Unreachable/ContactLost", 1);
        assertThat(counts.platforms()).isEqualTo(Map.of("VSphere", 3));
        assertThat(counts.settled()).isEqualTo(1);
        assertThat(counts.outOfContact()).isEqualTo(1);
        assertThat(counts.reporting()).isEqualTo(3);
    }

    @Test
    void doesNotCountAClusterThatIsSwitchedOffAsOutOfContact() {
        view.accept(reported("gamma", HealthStatus.HIBERNATING, "Hibernating"));

        assertThat(view.counts().outOfContact()).isZero();
        assertThat(view.counts().summaries()).containsEntry("Hibernating", 1);
    }

    @Test
    void namesWhatSomebodyMayHaveMeant() {
        assertThat(view.near("alpah")).containsExactly("alpha");
        assertThat(view.near("zz")).isEmpty();
        assertThat(view.near("amm")).containsExactly("gamma");
        assertThat(view.near("entirely-different")).isEmpty();
    }

    @Test
    void joinsActionsAndOutcomesInWhateverOrderTheyCome() {
        view.accept(asked("alpha", "1"));
        view.accept(answered("alpha", "1"));
        view.accept(answered("alpha", "2"));
        view.accept(asked("alpha", "2"));
        view.accept(asked("alpha", "2"));
        view.accept(asked("alpha", "3"));

        assertThat(view.find("alpha").orElseThrow().actionsOf(StageName.STATUS))
                .extracting(action -> action.id() + " " + Objects.nonNull(action.outcome()))
                .containsExactly("3 false", "2 true", "1 true");
    }

    @Test
    void keepsABoundedTrail() {
        for (int i = 0; i < 200; i++) {
            view.accept(asked("alpha", "a" + i));
            view.accept(answered("alpha", "unknown" + i));
            view.accept(sighted("alpha", i));
        }

        var cluster = view.find("alpha").orElseThrow();
        assertThat(cluster.recentActions().actions()).hasSize(RecentActions.LENGTH);
        assertThat(cluster.recentActions().actions().getFirst().id()).isEqualTo("a199");
        assertThat(cluster.recentActions().early()).hasSize(RecentActions.LENGTH);
        assertThat(cluster.observations()).hasSize(ClusterRecord.OBSERVATIONS);
        assertThat(cluster.observations().getLast().origin().offset()).isEqualTo(199);
    }

    @Test
    void tellsWhichEventLedByWhichRuleToWhichAction() {
        view.accept(sighted("alpha", 40));
        view.accept(asked("alpha", "1"));
        view.accept(answered("alpha", "1"));

        var links = ReasonChain.of(view.find("alpha").orElseThrow()).links();

        assertThat(links).hasSize(1);
        assertThat(links.getFirst().stage()).isEqualTo(StageName.STATUS);
        assertThat(links.getFirst().event())
                .isEqualTo("MODIFIED Deployment openshift-image-registry/image-registry");
        assertThat(links.getFirst().actions()).hasSize(1);
        assertThat(ReasonChain.of(view.find("beta").orElseThrow()).links().getFirst().event())
                .isEqualTo("record fleet.observations.v1/3@40");
    }

    @Test
    void knowsAClusterByItsEntryAlone() {
        var beta = view.find("beta").orElseThrow();
        var stray = ClusterRecord.of("stray");

        assertThat(beta.displayName()).isEqualTo("beta");
        assertThat(beta.labels()).containsEntry("region", "north");
        assertThat(beta.isSimulated()).isTrue();
        assertThat(beta.isPaused()).isFalse();
        assertThat(stray.displayName()).isEqualTo("stray");
        assertThat(stray.labels()).isEmpty();
        assertThat(stray.isSimulated()).isFalse();
        assertThat(stray.isPaused()).isFalse();
        assertThat(stray.with(new FleetEvent.Deregistered("stray"))).isEqualTo(stray);
        var paused = new RegisteredCluster("", Map.of(), "", "FULL", true, false);
        var held = stray.with(new FleetEvent.Registered("stray", paused));
        assertThat(held.isPaused()).isTrue();
        assertThat(held.isSimulated()).isFalse();
    }

    @Test
    void blamesTheClockForADecisionWithoutARecord() {
        var timer = new DecisionReason("D4", "five minutes have passed", NOW, null);
        view.accept(
                new FleetEvent.ResultPublished(
                        "alpha",
                        StageName.STORAGE,
                        new StageResult(FleetFixture.origin("t", 1), timer, Map.of())));

        assertThat(ReasonChain.of(view.find("alpha").orElseThrow()).links().getFirst().event())
                .isEqualTo("the passing of time");
        assertThat(StageName.of("registry")).contains(StageName.REGISTRY);
        assertThat(StageName.of("later")).isEmpty();
    }

    private static FleetQuery query(String platform, String summary, String state, String text) {
        return new FleetQuery(platform, summary, state, text, FleetOrder.ID, 50, "", 0);
    }

    private static FleetQuery page(int limit, String after) {
        return new FleetQuery("", "", "", "", FleetOrder.ID, limit, after, 0);
    }

    private static FleetQuery ordered(FleetOrder order, int skip) {
        return new FleetQuery("", "", "", "", order, 2, "", skip);
    }

    private List<String> ids(FleetQuery query) {
        return view.list(query).clusters().stream().map(ClusterRecord::id).toList();
    }
}
