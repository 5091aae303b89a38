package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

class FleetScaleTest {
    private static final int CLUSTERS = 50;
    private static final int WATCHES = 25;

    @Test
    void showsEachWatchEveryChangeOfItsClusterInOrder() {
        try (var fleet = SimulatedFleet.start()) {
            var watches = new ArrayList<List<Watch>>();
            var client = HttpClient.newHttpClient();
            for (var i = 0; i < CLUSTERS; i++) {
                var cluster =
                        fleet.addCluster(
                                "c" + i, ClusterProfile.demo(DemoPlatform.VSPHERE, "c" + i));
                watches.add(
                        open(new Api(client, cluster.baseUrl(), ""), cluster.resourceVersion()));
            }
            for (var round = 0; round < 3; round++) {
                for (var i = 0; i < CLUSTERS; i++) {
                    fleet.cluster("c" + i)
                            .apply(TestObjects.configMap("openshift-config", "r" + round));
                }
            }

            for (var ofCluster : watches) {
                for (var watch : ofCluster) {
                    for (var round = 0; round < 3; round++) {
                        assertThat(watch.next().label()).isEqualTo("ADDED r" + round);
                    }
                }
            }
            assertThat(fleet.connections()).isGreaterThanOrEqualTo(CLUSTERS * WATCHES);
            watches.forEach(ofCluster -> ofCluster.forEach(Watch::close));
            await().until(
                            () ->
                                    fleet.clusterIds().stream()
                                            .allMatch(
                                                    id ->
                                                            fleet.cluster(id).watches().count()
                                                                    == 0));
        }
    }

    private static List<Watch> open(Api api, long version) {
        var watches = new ArrayList<Watch>();
        for (var i = 0; i < WATCHES; i++) {
            watches.add(
                    api.watch(
                            "/api/v1/namespaces/openshift-config/configmaps?watch=true&resourceVersion="
                                    + version));
        }
        return watches;
    }
}
