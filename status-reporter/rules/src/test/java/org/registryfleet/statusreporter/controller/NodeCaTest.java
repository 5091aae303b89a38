package org.registryfleet.statusreporter.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/** Nodes come and go; the daemon is under way only when its own spec has changed. */
class NodeCaTest {

    /** As the status of the Config keeps it from one decision to the next. */
    private ObjectNode status = JsonNodeFactory.instance.objectNode();

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

        status = status("True", 1);

        assertThat(progress(1, 1, 3, 0)).isTrue();
    }

    private boolean progress(long generation, long observed, int desired, int updated) {
        var daemon =
                daemonSet(
                        """
                        {"metadata": {"generation": %d}, "status": {"observedGeneration": %d,
                          "desiredNumberScheduled": %d, "updatedNumberScheduled": %d}}
                        """
                                .formatted(generation, observed, desired, updated));
        boolean isUpdating = new NodeCa(Optional.of(daemon), NodeCa.rolledOut(status)).isUpdating();
        status = status(isUpdating ? "True" : "False", generation);
        return isUpdating;
    }

    private static ObjectNode status(String progressing, long generation) {
        var status = JsonNodeFactory.instance.objectNode();
        status.putArray("conditions")
                .addObject()
                .put("type", "NodeCADaemonProgressing")
                .put("status", progressing);
        status.putArray("generations")
                .addObject()
                .put("group", "apps")
                .put("resource", "daemonsets")
                .put("name", "node-ca")
                .put("lastGeneration", generation);
        return status;
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
