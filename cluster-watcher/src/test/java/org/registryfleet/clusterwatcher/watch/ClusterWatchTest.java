package org.registryfleet.clusterwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.CONTACT_LOST;
import static org.registryfleet.events.ObservationType.CONTACT_RESTORED;
import static org.registryfleet.events.ObservationType.DELETED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.RESYNC;
import static org.registryfleet.events.ObservationType.SYNCED;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ObjectRef;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

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
        assertThatSessionsAreGapless();
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
        assertThat(Lab.content(last).at("/data/a").asText()).isEqualTo("2");
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
    void goesOnAfterDroppedWatchesWithoutLossOrRepetition() {
        lab.map("1");
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().watches().dropAll();
        lab.map("2");
        lab.cluster().delete(Lab.MAP);
        lab.map("3");

        await().until(() -> lab.types("ConfigMap", "m").size() == 4);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED, DELETED, ADDED);
        assertThat(lab.observations()).noneMatch(o -> o.getType() == GAP);
        lab.awaitWatches(KINDS);
    }

    @Test
    void goesOnAfterTheServerEndsItsWatches() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().watches().endAll();
        lab.map("1");

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lab.observations()).noneMatch(o -> o.getType() == CONTACT_LOST);
    }

    @Test
    void marksAGapWhenTheHistoryHasExpired() {
        lab.map("1");
        lab.cluster().apply(other("gone"));
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        lab.awaitType(CONTACT_LOST);
        lab.map("2");
        lab.cluster().delete(ObjectRef.of("v1", "ConfigMap", Lab.NAMESPACE, "gone"));
        lab.cluster().compact();
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "gone").contains(DELETED));
        var deletion = lab.of("ConfigMap", "gone").getLast();
        assertThat(deletion.getSynthesised()).isTrue();
        assertThat(deletion.getContent()).isEmpty();
        assertThat(deletion.getUid()).isNotEmpty();
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED);
        await().until(
                        () ->
                                details(RESYNC).stream()
                                        .anyMatch(d -> d.startsWith("ConfigMap " + Lab.NAMESPACE)));
        assertThat(details(GAP))
                .anyMatch(detail -> detail.startsWith("ConfigMap " + Lab.NAMESPACE));
        var sequence = lab.observations();
        assertThat(index(sequence, GAP)).isLessThan(sequence.indexOf(deletion));
    }

    @Test
    void noticesAnObjectThatWasReplacedUnseen() {
        lab.map("1");
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        lab.awaitType(CONTACT_LOST);
        lab.cluster().delete(Lab.MAP);
        lab.map("1");
        lab.cluster().compact();
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "m").size() == 3);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, DELETED, ADDED);
        assertThat(lab.of("ConfigMap", "m").get(1).getSynthesised()).isTrue();
    }

    @Test
    void tellsOnceThatContactIsLostAndThatItIsBack() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        var lost = lab.awaitType(CONTACT_LOST);
        lab.cluster().faults().clear();
        lab.awaitType(CONTACT_RESTORED);
        lab.map("1");

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lost.getDetail()).contains("c1").contains("unreachable");
        assertThat(details(CONTACT_LOST)).hasSize(1);
        assertThat(details(CONTACT_RESTORED)).hasSize(1);
        assertThat(details(GAP)).isEmpty();
    }

    @Test
    void waitsForAServerThatIsNotThereAtFirst() {
        lab.cluster().faults().always(new Fault.Answer(503, Duration.ZERO));
        lab.start();
        lab.awaitType(GAP);
        assertThat(lab.observations()).noneMatch(o -> o.getType() == SYNCED);
        lab.cluster().faults().clear();

        lab.awaitType(SYNCED);
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
        assertThat(details(GAP)).isEmpty();
    }

    @Test
    void goesOnWithoutAKindThatItMayNotList() {
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().endsWith("/routes"),
                        new Fault.Answer(403, Duration.ZERO));
        lab.synced();

        assertThat(lab.awaitType(SYNCED).getDetail())
                .isEqualTo("forbidden: list Route " + Lab.NAMESPACE);
        assertThat(details(GAP)).singleElement().asString().contains("Route").contains("403");

        lab.cluster().faults().clear();
        lab.awaitType(RESYNC);
        await().until(() -> details(SYNCED).size() == 2);
        assertThat(details(SYNCED).getLast()).isEmpty();
        assertThat(lab.observations().getLast().getSession())
                .isNotEqualTo(lab.observations().getFirst().getSession());
        lab.awaitWatches(KINDS);
    }

    @Test
    void saysThatAKindIsForbiddenFromNowOn() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().contains("/routes"),
                        new Fault.Answer(403, Duration.ZERO));

        lab.cluster().watches().dropAll();

        await().until(() -> details(SYNCED).size() == 2);
        assertThat(details(SYNCED).getLast()).isEqualTo("forbidden: list Route " + Lab.NAMESPACE);
    }

    @Test
    void restartsAWatchThatHasFallenSilent() {
        lab.close();
        lab =
                new Lab(
                        folder,
                        ClusterProfile.empty(),
                        Lab.quick().withSilenceLimit(Duration.ofMillis(200)));
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.cluster().silenceWatches();
        lab.map("1");
        lab.cluster().faults().clear();

        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(details(GAP)).isEmpty();
    }

    @Test
    void staysSilentAboutHeartbeatsOfNodes() {
        var node = ObjectRef.of("v1", "Node", "n");
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
        lab = new Lab(folder, ClusterProfile.empty(), Lab.quick().withPageSize(2));
        for (var i = 0; i < 5; i++) {
            lab.cluster().apply(other("m" + i));
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
    void beginsANewSessionWhenAnObservationWasNotWritten() {
        lab.synced();
        var losses = new AtomicInteger(1);
        lab.lose(o -> o.getType() == ADDED && losses.getAndDecrement() > 0);
        lab.map("1");

        await().until(() -> details(SYNCED).size() == 2);
        assertThat(sessions()).isEqualTo(2);
        assertThat(lab.observations().getLast().getSequence()).isEqualTo(4);
        var restart = lab.observations().stream().filter(o -> o.getType() == GAP).toList();
        assertThat(restart)
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.getSequence()).isZero();
                            assertThat(gap.getResumedSequence()).isEqualTo(1);
                            assertThat(gap.getDetail()).contains("was not written");
                        });
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED);
    }

    @Test
    void observesNothingAfterItsEnd() {
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.watch().close(ClusterWatch.Parting.SAVE);
        lab.awaitWatches(0);
        lab.map("1");

        assertThat(lab.types("ConfigMap", "m")).isEmpty();
    }

    private long sessions() {
        return lab.observations().stream().map(Observation::getSession).distinct().count();
    }

    private List<String> details(ObservationType type) {
        return lab.observations().stream()
                .filter(o -> o.getType() == type)
                .map(Observation::getDetail)
                .toList();
    }

    private static int index(List<Observation> all, ObservationType type) {
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).getType() == type) {
                return i;
            }
        }
        return -1;
    }

    private static ObjectNode other(String name) {
        return Lab.json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','namespace':'%s'}}"
                        .formatted(name, Lab.NAMESPACE));
    }

    private void assertThatSessionsAreGapless() {
        var sequences = lab.observations().stream().map(Observation::getSequence).toList();
        if (sessions() == 1) {
            assertThat(sequences)
                    .containsExactlyElementsOf(
                            LongStream.range(0, sequences.size()).boxed().toList());
        }
    }
}
