package org.registryfleet.statusreporter.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/** Nodes come and go; the daemon is under way only when its own spec has changed. */
class NodeCaTest {

    private long rolledOut;

    @Test
    void isNotUnderWayWhileNodesAreAdded() {
        assertThat(progress(1, 1, 3, 0)).isTrue();
        assertThat(progress(1, 1, 3, 2)).isTrue();
        assertThat(progress(1, 1, 3, 3)).isFalse();

        assertThat(progress(1, 1, 5, 3)).isFalse();
        assertThat(progress(1, 1, 5, 5)).isFalse();
    }

    @Test
    void isUnderWayFromAChangeOfItsSpecUntilThatIsEverywhere() {
        assertThat(progress(1, 1, 3, 3)).isFalse();

        assertThat(progress(2, 1, 3, 3)).isTrue();
        assertThat(progress(2, 2, 3, 1)).isTrue();
        assertThat(progress(2, 2, 4, 3)).isTrue();
        assertThat(progress(2, 2, 4, 4)).isFalse();
        assertThat(progress(2, 2, 5, 4)).isFalse();
    }

    @Test
    void remembersNothingOfADaemonThatIsGone() {
        assertThat(progress(1, 1, 3, 3)).isFalse();

        rolledOut = new NodeCa(Optional.empty(), rolledOut).nextRolledOut();

        assertThat(progress(1, 1, 3, 0)).isTrue();
    }

    private boolean progress(long generation, long observed, int desired, int updated) {
        var daemon =
                new NodeCa(
                        Optional.of(
                                daemonSet(
                                        """
                                        {"metadata": {"generation": %d}, "status": {"observedGeneration": %d,
                                          "desiredNumberScheduled": %d, "updatedNumberScheduled": %d}}
                                        """
                                                .formatted(
                                                        generation, observed, desired, updated))),
                        rolledOut);
        boolean isUpdating = daemon.isUpdating();
        rolledOut = daemon.nextRolledOut();
        return isUpdating;
    }

    private static Observed daemonSet(String json) {
        try {
            return new Observed(
                    new ObjectRef("apps/v1", "DaemonSet", "openshift-image-registry", "node-ca"),
                    "u",
                    "1",
                    new JsonMapper().readTree(json));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
