package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.RESYNC;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedObjectRef;

import java.nio.file.Path;
import java.util.List;

/** An object on which the watcher itself fails: a redaction rule overflows the stack. */
class UnrecordedObjectTest {

    private static final String GREEDY = "^(a|b)*c";
    private static final SimulatedObjectRef BAD =
            SimulatedObjectRef.of("apps/v1", "Deployment", Lab.NAMESPACE, "bad");

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab =
                new Lab(
                        folder,
                        ClusterProfile.empty(),
                        Lab.quick(),
                        RedactionRules.standard().withSecretName(GREEDY));
    }

    @AfterEach
    void stop() {
        lab.assertThatItsSessionIsGapless();
        lab.close();
    }

    @Test
    void marksAGapInAWatchAndConcludesNothingFromAListThatIsNotWhole() {
        lab.cluster().apply(deployment("d", "short"));
        lab.synced();
        lab.awaitWatches(WatchedKinds.all().size());

        lab.cluster().apply(bad());
        var gap = lab.awaitType(GAP);
        lab.cluster().delete(BAD);
        lab.awaitType(RESYNC);
        lab.cluster().apply(deployment("d", "other"));

        await().until(() -> lab.types("Deployment", "d").size() == 2);
        assertThat(lab.types("Deployment", "d")).containsExactly(ADDED, MODIFIED);
        assertThat(gap.getObject().getKind()).isEqualTo("Deployment");
        assertThat(gap.getDetail()).contains("an object could not be recorded");
    }

    @Test
    void listsAgainUntilTheFirstListIsWhole() {
        lab.cluster().apply(deployment("d", "short"));
        lab.cluster().apply(bad());
        lab.start();
        lab.awaitType(GAP);

        lab.cluster().delete(BAD);

        lab.awaitType(RESYNC);
        assertThat(lab.types("Deployment", "d")).isEqualTo(List.of(ADDED));
        assertThat(lab.details(GAP)).hasSize(1);
    }

    private static ObjectNode bad() {
        return deployment("bad", "a".repeat(40_000));
    }

    private static ObjectNode deployment(String name, String variable) {
        return Lab.json(
                """
                {"apiVersion": "apps/v1", "kind": "Deployment",
                 "metadata": {"name": "%s", "namespace": "%s"},
                 "spec": {"selector": {"matchLabels": {"a": "b"}},
                  "template": {"metadata": {"labels": {"a": "b"}},
                   "spec": {"containers": [{"name": "c", "image": "i",
                    "env": [{"name": "%s", "value": "v"}]}]}}}}
                """
                        .formatted(name, Lab.NAMESPACE, variable));
    }
}
