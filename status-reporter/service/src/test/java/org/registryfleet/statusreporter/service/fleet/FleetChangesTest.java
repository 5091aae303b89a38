package org.registryfleet.statusreporter.service.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.sighted;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.InventoryState;
import org.registryfleet.statusreporter.service.stream.InventoryReports;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.util.stream.IntStream;

class FleetChangesTest {

    private final FleetView view = new FleetView();
    private long before;

    @BeforeEach
    void enrol() {
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(enrolled("beta", "Beta"));
        before = view.version();
    }

    @Test
    void namesEachChangedClusterOnce() {
        view.accept(reported("beta", HealthStatus.PROGRESSING, "Deploying"));
        view.accept(reported("beta", HealthStatus.AVAILABLE, "Ready"));

        assertThat(view.changesSince(before).clusters()).containsExactly("beta");
        assertThat(view.changesSince(view.version()).isEmpty()).isTrue();
    }

    @Test
    void namesAClusterThatHasLeft() {
        view.accept(new FleetEvent.Deregistered("alpha"));

        assertThat(view.changesSince(before).clusters()).containsExactly("alpha");
    }

    @Test
    void keepsSightingsForThoseWhoLookAtTheCluster() {
        view.accept(sighted("alpha", 4));

        assertThat(view.changesSince(before).isEmpty()).isTrue();
        assertThat(view.changesSince(before, "alpha").clusters()).containsExactly("alpha");
        assertThat(view.changesSince(before, "beta").isEmpty()).isTrue();
        assertThat(view.changesSince(before, "nobody").isEmpty()).isTrue();
    }

    @Test
    void saysEverythingWhenASourceOfTheInventoryHasChanged() {
        view.report(
                InventoryReports.summary(
                        InventorySource.newBuilder()
                                .setSource("argo")
                                .setType("argocd")
                                .setState(InventoryState.UNREADABLE)
                                .setSince(FleetFixture.NOW)
                                .setDecidedAt(FleetFixture.NOW)
                                .build()));

        assertThat(view.changesSince(before).everything()).isTrue();
        assertThat(view.changesSince(before, "alpha").isEmpty()).isTrue();
        assertThat(view.changesSince(view.version()).isEmpty()).isTrue();
        view.accept(reported("beta", HealthStatus.AVAILABLE, "Ready"));
        assertThat(view.changesSince(view.version() - 1).clusters()).containsExactly("beta");
    }

    @Test
    void saysEverythingInsteadOfNamingVeryMany() {
        IntStream.range(0, Revisions.MOST_NAMED + 1)
                .forEach(i -> view.accept(enrolled("c" + i, "")));

        var changes = view.changesSince(before);

        assertThat(changes.everything()).isTrue();
        assertThat(changes.clusters()).isEmpty();
        assertThat(changes.isEmpty()).isFalse();
    }

    @Test
    void forgetsClustersThatLeftLongAgo() {
        var revisions = new Revisions();
        IntStream.range(0, 3 * Revisions.MOST_NAMED)
                .forEach(i -> revisions.note(new FleetEvent.Deregistered("c" + i)));

        assertThat(revisions.size()).isEqualTo(Revisions.MOST_NAMED);
        assertThat(revisions.since(1).everything()).isTrue();
        assertThat(revisions.since(1, "c0").everything()).isTrue();
        var latest = "c" + (3 * Revisions.MOST_NAMED - 1);
        assertThat(revisions.since(revisions.version() - 1).clusters()).containsExactly(latest);
    }

    @Test
    void saysEverythingToAListenerOfTheFuture() {
        assertThat(view.changesSince(before + 1).everything()).isTrue();
        assertThat(view.changesSince(before + 1, "alpha").everything()).isTrue();
    }
}
