package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.schemas.EventHeaders;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class RunningWatcherIT {
    private static final String NS = "openshift-image-registry";
    private static final Duration SECONDS = Duration.ofMinutes(5);

    @TempDir static Path folder;
    private static LogLab lab;

    @BeforeAll
    static void start() {
        lab = new LogLab(folder);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void writesWhatItSeesInOrderAndWithoutSecrets() throws Exception {
        var cluster = lab.addCluster("seen");
        cluster.apply(
                json(
                        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'%s'}}"
                                .formatted(NS)));
        lab.register("seen");
        try (var _ = lab.watcher()) {
            await().atMost(SECONDS).until(() -> types("seen").contains(ObservationType.SYNCED));
            for (var i = 0; i < 20; i++) {
                cluster.apply(secret("s", "canary-value-" + i));
            }
            await().atMost(SECONDS).until(() -> of("seen", "s").size() == 20);
        }

        var all = lab.observations("seen");
        assertThat(all.stream().map(Observation::getSequence).toList())
                .containsExactlyElementsOf(LongStream.range(0, all.size()).boxed().toList());
        assertThat(all.stream().map(Observation::getSession).distinct()).hasSize(1);
        assertThat(lab.records())
                .noneMatch(r -> new String(r.value(), ISO_8859_1).contains("canary-value"))
                .noneMatch(
                        r -> new String(r.value(), ISO_8859_1).contains(encoded("canary-value-7")))
                .allMatch(r -> EventHeaders.readFrom(r.headers()).isPresent());
    }

    @Test
    void sharesTheClustersAndTakesOverThoseOfAnInstanceThatLeaves() throws Exception {
        var ids = IntStream.range(0, 8).mapToObj(i -> "share-" + i).toList();
        ids.forEach(lab::addCluster);
        ids.forEach(lab::register);
        var all = Set.copyOf(ids);

        try (var first = lab.watcher()) {
            await().atMost(SECONDS).until(() -> mine(first).equals(all));
            var second = lab.watcher();
            await().atMost(SECONDS)
                    .until(() -> !mine(second).isEmpty() && both(first, second).equals(all));
            assertThat(mine(first)).doesNotContainAnyElementsOf(mine(second));

            second.close();
            await().atMost(SECONDS).until(() -> mine(first).equals(all));
        }
        ids.forEach(lab::unregister);
    }

    @Test
    void stopsWatchingAClusterThatLeavesTheFleet() throws Exception {
        var cluster = lab.addCluster("leaver");
        lab.register("leaver");
        try (var watcher = lab.watcher()) {
            await().atMost(SECONDS).until(() -> types("leaver").contains(ObservationType.SYNCED));
            lab.unregister("leaver");
            await().atMost(SECONDS).until(() -> cluster.watches().count() == 0);
            assertThat(watcher.watcher().watched()).doesNotContain("leaver");

            lab.register("leaver");
            await().atMost(SECONDS).until(() -> sessions("leaver") == 2);
        }
    }

    @Test
    void beginsANewSessionWhenTheCredentialChanges() throws Exception {
        lab.addCluster("moved");
        lab.addCluster("moved-to");
        lab.register("moved");
        try (var _ = lab.watcher()) {
            await().atMost(SECONDS).until(() -> types("moved").contains(ObservationType.SYNCED));
            lab.register("moved", "kubeconfig:moved-to");
            await().atMost(SECONDS)
                    .until(() -> lab.fleet().cluster("moved-to").watches().count() > 0);
            await().atMost(SECONDS)
                    .until(() -> lab.fleet().cluster("moved").watches().count() == 0);
        }
        await().atMost(SECONDS).until(() -> sessions("moved") == 2);
    }

    private static long sessions(String cluster) {
        return lab.observations(cluster).stream().map(Observation::getSession).distinct().count();
    }

    private static Set<String> mine(RunningWatcher watcher) {
        var mine = new TreeSet<>(watcher.watcher().watched());
        mine.removeIf(id -> !id.startsWith("share-"));
        return mine;
    }

    private static Set<String> both(RunningWatcher one, RunningWatcher other) {
        var both = new TreeSet<>(mine(one));
        both.addAll(mine(other));
        return both;
    }

    private static List<ObservationType> types(String cluster) {
        return lab.observations(cluster).stream().map(Observation::getType).toList();
    }

    private static List<Observation> of(String cluster, String name) {
        return lab.observations(cluster).stream()
                .filter(o -> o.getObject() != null && o.getObject().getName().equals(name))
                .toList();
    }

    private static ObjectNode secret(String name, String value) throws Exception {
        return json(
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'%s','namespace':'%s'},'data':{'k':'%s'}}"
                        .formatted(name, NS, encoded(value)));
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
    }

    private static ObjectNode json(String text) throws Exception {
        return new JsonMapper().readValue(text.replace('\'', '"'), ObjectNode.class);
    }
}
