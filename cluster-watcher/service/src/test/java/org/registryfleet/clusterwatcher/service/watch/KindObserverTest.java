package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterobjects.kind.Kinds;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.kind.Reduction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.FieldOwner;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

class KindObserverTest {
    private final List<Observation> sent = new ArrayList<>();

    @Test
    void tellsEveryVersionOfWhatTheFleetWrites() {
        var record = record(true);
        record.listed(map("u1", "1", "a"));
        record.listed(map("u1", "2", "a"));
        record.listed(map("u1", "2", "a"));

        assertThat(sent).extracting(Observation::getResourceVersion).containsExactly("1", "2");
        assertThat(sent)
                .extracting(Observation::getDigest)
                .containsOnly(sent.getFirst().getDigest());
    }

    @Test
    void tellsOnlyChangesOfWhatTheFleetReads() {
        var record = record(false);
        record.listed(map("u1", "1", "a"));
        record.listed(map("u1", "2", "a"));
        record.listed(map("u1", "3", "b"));

        assertThat(sent).extracting(Observation::getResourceVersion).containsExactly("1", "3");
    }

    @Test
    void concludesDeletionsFromAList() {
        var record = record(true);
        record.beginList();
        record.listed(map("u1", "1", "a"));
        record.endList("1");
        record.gap("1", "lost");
        record.beginList();
        record.endList("5");

        assertThat(sent)
                .extracting(Observation::getType)
                .containsExactly(
                        ObservationType.ADDED,
                        ObservationType.GAP,
                        ObservationType.DELETED,
                        ObservationType.RESYNC);
        assertThat(sent.get(2).getSynthesised()).isTrue();
        assertThat(sent.get(3).getDetail()).contains("at version 5", "1 gone");
    }

    @Test
    void namesTheWritersTheMostRecentFirst() {
        record(true)
                .listed(
                        Lab.json(
                                """
                                {'metadata':{'name':'m','uid':'u','resourceVersion':'1','managedFields':[
                                  {'manager':'old','time':'2026-01-01T00:00:00Z'},
                                  {'manager':'new','time':'2026-01-03T00:00:00Z'},
                                  {'manager':'old','time':'2026-01-02T00:00:00Z'}]}}
                                """));

        assertThat(sent.getFirst().getManagers()).containsExactly("new", "old");
        assertThat(sent.getFirst().getContent()).doesNotContain("managedFields");
    }

    @Test
    void namesWhatOthersOwnOfAnObjectThatTheFleetHasWrittenToo() {
        record(true)
                .listed(
                        Lab.json(
                                """
                                {'metadata':{'name':'m','uid':'u','resourceVersion':'1','managedFields':[
                                  {'manager':'registry-fleet','fieldsV1':{'f:data':{'f:a':{}}}},
                                  {'manager':'kubectl-edit','fieldsV1':{'f:data':{'f:b':{}}}}]},
                                 'data':{'a':'1','b':'2'}}
                                """));

        assertThat(sent.getFirst().getOwners())
                .containsExactly(new FieldOwner("kubectl-edit", List.of("/data/b")));
    }

    private KindObserver record(boolean written) {
        var watched =
                new WatchedKind(Kinds.of("v1", "ConfigMap"), "ns", "", written, Reduction.NONE);
        var context =
                new WatchContext(
                        List.of(watched),
                        new Redaction(RedactionRules.standard(), Lab.digester()),
                        WatchSettings.standard(),
                        (observation, receipt) -> sent.add(observation),
                        new PageSlots(1),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Executors.newSingleThreadScheduledExecutor(),
                        () -> Instant.EPOCH,
                        WatchListener.NONE);
        return new KindObserver(watched, context, new WatchSession("c", context, 1, () -> {}));
    }

    private static ObjectNode map(String uid, String version, String value) {
        return Lab.json(
                "{'metadata':{'namespace':'ns','name':'m','uid':'%s','resourceVersion':'%s'},'data':{'k':'%s'}}"
                        .formatted(uid, version, value));
    }
}
