package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.server.Verb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A restarted watcher does not list; {@code -Dresume.clusters} makes the fleet larger. */
class ResumeIT {
    private static final int CLUSTERS = Integer.getInteger("resume.clusters", 60);
    private static final int KINDS = WatchedKinds.all().size();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path folder;
    private LogLab lab;

    @BeforeEach
    void start() {
        lab = new LogLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void listsNothingWhenItStartsAgain() throws Exception {
        var ids = IntStream.range(0, CLUSTERS).mapToObj(i -> "resume-" + i).toList();
        var clusters = ids.stream().map(lab::addCluster).toList();
        clusters.forEach(ResumeIT::edit);
        ids.forEach(lab::register);
        try (var _ = lab.watcher()) {
            await().atMost(PATIENCE).until(() -> all(ids, ObservationType.SYNCED));
            await().atMost(PATIENCE).until(() -> areWatched(clusters));
        }
        await().atMost(PATIENCE)
                .until(() -> clusters.stream().allMatch(c -> c.watches().count() == 0));
        clusters.forEach(ResumeIT::edit);
        var before = lists(clusters);

        try (var watcher = lab.watcher()) {
            await().atMost(PATIENCE).until(() -> all(ids, ObservationType.MODIFIED));
            await().atMost(PATIENCE).until(() -> areWatched(clusters));
            assertThat(watcher.watcher().watched()).hasSize(CLUSTERS);
        }

        // one asks for the version that a list would have
        before.replaceAll((_, count) -> count + 1);
        assertThat(lists(clusters)).isEqualTo(before);
        for (var id : ids) {
            assertThat(types(id))
                    .containsSubsequence(
                            ObservationType.SYNCED,
                            ObservationType.RESUMED,
                            ObservationType.MODIFIED)
                    .doesNotContain(ObservationType.GAP);
        }
    }

    private static TreeMap<String, Long> lists(List<SimulatedCluster> clusters) {
        var lists = new TreeMap<String, Long>();
        clusters.forEach(cluster -> lists.put(cluster.id(), cluster.requests().count(Verb.LIST)));
        return lists;
    }

    private static boolean areWatched(List<SimulatedCluster> clusters) {
        return clusters.stream().allMatch(cluster -> cluster.watches().count() == KINDS);
    }

    private boolean all(List<String> clusters, ObservationType type) {
        return clusters.stream().allMatch(cluster -> types(cluster).contains(type));
    }

    private List<ObservationType> types(String cluster) {
        return lab.observations(cluster).stream().map(Observation::getType).toList();
    }

    private static void edit(SimulatedCluster cluster) {
        cluster.apply(
                json(
                        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'openshift-image-registry','labels':{'at':'%d'}}}"
                                .formatted(System.nanoTime())));
    }

    private static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text.replace('\'', '"'), ObjectNode.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
