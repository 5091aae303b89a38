package org.registryfleet.localfleet.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Registration.Ownership;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Clusters that the fleet only observes, for a day in which their users and operators go on
 * working: the API servers are asked for no write.
 */
class ObserveTest {

    private static final int CLUSTERS = 200;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ObjectRef OPERATOR =
            Deed.inNamespace("apps/v1", "Deployment", "cluster-image-registry-operator");
    private static final String DEPLOYMENT =
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: %s, namespace: openshift-image-registry}, spec: {replicas: 1}}"
                    .formatted(OPERATOR.name());
    private static final String HOSTED =
            "{status: {controlPlaneTopology: External, infrastructureTopology: HighlyAvailable}}";

    /** Why the fleet only observes. */
    private enum Why {
        REGISTERED,
        OPERATOR_IN_CLUSTER,
        HOSTED_CONTROL_PLANE
    }

    @Test
    void twoHundredClustersAreAskedForNoWriteInADay() {
        for (int i = 0; i < CLUSTERS; i++) {
            var why = Why.values()[i % Why.values().length];
            var platform = Clusters.PLATFORMS.get(i % Clusters.PLATFORMS.size());
            var random = new Random(i);
            var loop = begin(why, platform, i % 2 == 0);

            loop.pass(Duration.ofMinutes(1), random);
            for (int hour = 0; hour < 24; hour++) {
                var edit = RandomEdits.ANYTHING.next(new Deed(loop.api(), random));
                if (why == Why.OPERATOR_IN_CLUSTER && hour == 12) {
                    loop.api().delete(OPERATOR);
                }
                loop.pass(HOUR, random);
                if (hour == 18) {
                    restart(loop, random);
                }
                assertThat(loop.asked()).as("%s, %s, %s", why, platform, edit).isZero();
            }

            assertThat(loop.results()).containsKey(Topics.PLATFORMS);
            assertThat(loop.published()).isPositive();
        }
    }

    @Test
    void whoAsksForMoreGetsIt() {
        var loop = begin(Why.OPERATOR_IN_CLUSTER, "None", false);
        loop.pass(HOUR, new Random(1));
        assertThat(loop.asked()).isZero();

        for (int i = 0; i < loop.workers(); i++) {
            loop.worker(i).register(Ownership.FULL);
        }
        loop.pass(HOUR, new Random(1));

        assertThat(loop.asked()).isPositive();
        assertThat(((ClusterStatus) loop.results().get(Topics.STATUS)).getManagementState())
                .isNotEmpty();
    }

    private static ClosedLoop begin(Why why, String platform, boolean isConfigured) {
        var api = isConfigured ? configured(platform) : Clusters.installed(platform);
        switch (why) {
            case REGISTERED -> {
                return ClosedLoop.begin(api, Ownership.OBSERVE);
            }
            case OPERATOR_IN_CLUSTER -> api.apply(Yaml.object(DEPLOYMENT));
            case HOSTED_CONTROL_PLANE ->
                    api.patch(
                            ObjectRef.clusterScoped(
                                    "config.openshift.io/v1", "Infrastructure", "cluster"),
                            Yaml.object(HOSTED));
        }
        return ClosedLoop.begin(api, Ownership.AUTO);
    }

    /** With everything that an operator makes. */
    private static SmallCluster configured(String platform) {
        return Clusters.bootstrapped(platform).api().copy();
    }

    private static void restart(ClosedLoop loop, Random random) {
        for (var index : List.of(0, 1, 2, 3)) {
            loop.worker(index).restart(loop.api(), random.nextBoolean(), loop.results());
        }
    }
}
