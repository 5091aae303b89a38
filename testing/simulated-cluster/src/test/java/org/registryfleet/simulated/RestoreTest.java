package org.registryfleet.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.simulated.OneCluster.MAPS;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

/** A cluster whose etcd is restored from a snapshot, or that is installed anew. */
class RestoreTest {
    private final OneCluster one = new OneCluster();
    private final SimulatedCluster cluster = one.cluster();
    private final Api api = one.api();

    @AfterEach
    void stop() {
        one.close();
    }

    @Test
    void takesObjectsAndVersionsBack() {
        one.write("kept");
        var before = api.get(MAPS);
        var backup = cluster.backup();
        api.merge(MAPS + "/kept", "{data: {a: other}}");
        one.write("later");

        cluster.restore(backup);

        assertThat(api.get(MAPS).body()).isEqualTo(before.body());
        var next = one.write("next");
        assertThat(next).isEqualTo(Long.parseLong(before.version()) + 1);
    }

    @Test
    void breaksWatchesAndIsSilentToThoseFromTheFutureUntilItIsThere() {
        one.write("kept");
        var backup = cluster.backup();
        var last = one.write("later");
        var open = MAPS + "?watch=true&allowWatchBookmarks=true&resourceVersion=";
        try (var broken = api.watch(open + last)) {
            await().until(() -> cluster.watches().count() == 1);
            cluster.restore(backup);
            assertThat(broken.next().type()).isEqualTo("BROKEN");
        }
        try (var deaf = api.watch(open + last)) {
            await().until(() -> cluster.watches().count() == 1);
            one.write("unseen");
            cluster.watches().bookmarkAll();
            one.write("seen");

            assertThat(deaf.next().type()).isEqualTo("BOOKMARK");
            assertThat(deaf.next().label()).isEqualTo("ADDED seen");
        }
    }

    @Test
    void knowsNoHistoryOfBefore() {
        var old = one.write("kept");
        one.write("more");
        cluster.restore(cluster.backup());

        try (var watch = api.watch(MAPS + "?watch=true&resourceVersion=" + old)) {
            assertThat(watch.next().object().path("code").asInt()).isEqualTo(410);
        }
    }

    @Test
    void isAnotherClusterAfterItWasInstalledAnew() {
        var demo =
                one.fleet()
                        .addCluster("demo", ClusterProfile.demo(DemoPlatform.BARE_METAL, "demo"));
        var system = "/api/v1/namespaces/kube-system";
        var server = Api.to(demo.baseUrl());
        var before = server.get(system).body().at("/metadata/uid").asText();

        demo.installAnew();

        assertThat(server.get(system).body().at("/metadata/uid").asText())
                .isNotEmpty()
                .isNotEqualTo(before);
    }

    @Test
    void goesOnElsewhereWithItsHistoryAndNewUids() {
        var first = one.write("first");
        one.write("second");
        var snapshot = cluster.snapshot();
        try (var elsewhere = SimulatedFleet.start()) {
            var same = elsewhere.addCluster(cluster.id(), ClusterProfile.empty(), snapshot);
            var there = Api.to(same.baseUrl());

            assertThat(there.get(MAPS).body()).isEqualTo(api.get(MAPS).body());
            try (var watch = there.watch(MAPS + "?watch=true&resourceVersion=" + first)) {
                assertThat(watch.next().label()).isEqualTo("ADDED second");
            }
            same.apply(TestObjects.configMap("ns", "third"));
            one.write("third");
            for (var field : new String[] {"uid", "resourceVersion"}) {
                assertThat(there.get(MAPS + "/third").body().at("/metadata/" + field).asText())
                        .isNotEmpty()
                        .isEqualTo(
                                api.get(MAPS + "/third").body().at("/metadata/" + field).asText());
            }
        }
    }
}
