package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.DELETED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.SYNCED;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.events.Observation;
import org.registryfleet.events.UnreadableReason;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.file.Path;
import java.time.Duration;

/** Observations of a healthy cluster. */
class ClusterWatchTest {

    private static final int KINDS = WatchedKinds.all().size();

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick());
    }

    @AfterEach
    void stop() {
        lab.assertThatItsSessionIsGapless();
        lab.close();
    }

    @Test
    void listsEverythingAndThenSaysSo() {
        lab.map("1");
        lab.synced();

        var types = lab.observations().stream().map(Observation::getType).toList();
        assertThat(types).containsExactlyInAnyOrder(ADDED, ADDED, SYNCED).endsWith(SYNCED);
        assertThat(lab.types("Namespace", Lab.NAMESPACE)).containsExactly(ADDED);
        assertThat(lab.awaitType(SYNCED).getDetail()).isEmpty();
        lab.awaitWatches(KINDS);
    }

    @Test
    void observesEveryChangeOfAnObject() {
        lab.synced();
        lab.map("1");
        lab.map("2");
        lab.cluster().delete(Lab.MAP);

        await().until(() -> lab.types("ConfigMap", "m").size() == 3);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED, DELETED);
        var last = lab.of("ConfigMap", "m").getLast();
        assertThat(Lab.content(last).at("/data/a").asText()).isEqualTo(Lab.digester().digest("2"));
        assertThat(last.getSynthesised()).isFalse();
        assertThat(last.getObservedAt()).isEqualTo(Lab.NOW);
        assertThat(last.getObject().getApiVersion()).isEqualTo("v1");
    }

    @Test
    void keepsSecretsToItself() {
        lab.synced();
        lab.cluster()
                .apply(
                        Lab.json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'%s'},'data':{'k':'Y2FuYXJ5LTEyMzQ1Ng=='}}"
                                        .formatted(Lab.NAMESPACE)));

        await().until(() -> lab.of("Secret", "s").size() == 1);
        assertThat(lab.observations().toString())
                .doesNotContain("canary-123456")
                .doesNotContain("Y2FuYXJ5LTEyMzQ1Ng==");
        assertThat(Lab.content(lab.of("Secret", "s").getFirst()).at("/data/k").asText())
                .isEqualTo(Lab.digester().digest("canary-123456"));
    }

    @Test
    void countsAKindThatTheClusterLacksAsEmpty() {
        lab.close();
        lab =
                new Lab(
                        folder,
                        ClusterProfile.empty().withoutGroups("route.openshift.io"),
                        Lab.quick());
        lab.synced();

        assertThat(lab.awaitType(SYNCED).getDetail())
                .isEqualTo("not served: Route " + Lab.NAMESPACE);
        assertThat(lab.details(GAP)).isEmpty();
    }

    @Test
    void saysWhenAKindIsServedAtLast() {
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().endsWith("/routes"),
                        new Fault.Answer(404, Duration.ZERO));
        lab.synced();
        assertThat(lab.awaitType(SYNCED).getUnreadable())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.getReason()).isEqualTo(UnreadableReason.NOT_SERVED);
                            assertThat(one.getWatched().getKind()).isEqualTo("Route");
                        });

        lab.cluster().faults().clear();

        await().until(() -> lab.details(SYNCED).size() == 2);
        assertThat(lab.details(SYNCED).getLast()).isEmpty();
    }

    @Test
    void staysSilentAboutHeartbeatsOfNodes() {
        var node = SimulatedObjectRef.of("v1", "Node", "n");
        lab.cluster()
                .apply(
                        Lab.json(
                                "{'apiVersion':'v1','kind':'Node','metadata':{'name':'n','labels':{'a':'b'}},'spec':{'providerID':'aws:///x'}}"));
        lab.synced();
        lab.cluster()
                .patchStatus(
                        node,
                        Lab.json("{'status':{'conditions':[{'type':'Ready','status':'True'}]}}"));
        lab.cluster().patch(node, Lab.json("{'metadata':{'labels':{'a':'c'}}}"));

        await().until(() -> lab.types("Node", "n").size() == 2);
        assertThat(lab.types("Node", "n")).containsExactly(ADDED, MODIFIED);
        assertThat(Lab.content(lab.of("Node", "n").getLast()).at("/metadata/labels/a").asText())
                .isEqualTo("c");
    }

    @Test
    void listsInPages() {
        lab.close();
        lab = new Lab(folder, ClusterProfile.empty(), new WatchTuning().pageSize(2).settings());
        for (var i = 0; i < 5; i++) {
            lab.cluster().apply(Lab.other("m" + i));
        }
        lab.synced();

        assertThat(
                        lab.observations().stream()
                                .filter(o -> o.getObject() != null)
                                .filter(o -> o.getObject().getKind().equals("ConfigMap")))
                .hasSize(5);
        assertThat(
                        lab.cluster().requests().recent().stream()
                                .filter(r -> r.call().verb() == Verb.LIST)
                                .filter(r -> r.call().path().endsWith("image-registry/configmaps")))
                .hasSize(3);
    }

    @Test
    void observesNothingAfterItsEnd() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.watch().close(ClusterWatch.CloseMode.CHECKPOINT);
        lab.awaitWatches(0);
        lab.map("1");

        assertThat(lab.types("ConfigMap", "m")).isEmpty();
    }
}
