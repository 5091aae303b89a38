package org.registryfleet.stage.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.ledger.LedgerOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.time.Instant;
import java.util.List;

/** What no watcher shows: outcomes are its observations. */
class OutsideObjectsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ObjectRef BUCKET =
            ObjectRef.clusterScoped(ObjectRef.OUTSIDE + "/v1", "Bucket", "s3/b");

    @Test
    void isInTheViewAsSoonAsAnOutcomeShowsIt() {
        var fold = found(asked("eu"));

        assertThat(fold.view().find(BUCKET)).isPresent();
        assertThat(fold.view().ledger().isQuiet()).isTrue();
        assertThat(Drift.between(desired("eu"), fold.view().objects())).isEmpty();
    }

    @Test
    void outlivesARelistOfTheCluster() {
        var fold = found(asked("eu")).evolve(new Event.Synced("a later session"), NOW);

        assertThat(fold.view().find(BUCKET)).isPresent();
    }

    @Test
    void isAskedForAsAWholeWhenOneFieldDiffers() {
        var fold = found(asked("eu"));

        var change = Drift.between(desired("us"), fold.view().objects()).orElseThrow();

        assertThat(((Change.Patch) change).body()).isEqualTo(desired("us").manifest());
    }

    private static Fold<String> found(Fold<String> asked) {
        var id = asked.view().ledger().entries().values().iterator().next().actionId();
        var content = desired("eu").manifest().deepCopy();
        content.putObject("status").put("exists", true);
        return asked.evolve(
                new Event.Found(
                        new ActionAnswer.Done(id, "b", "v1"),
                        new Observed(BUCKET, "b", "v1", content)),
                NOW);
    }

    private static Fold<String> asked(String region) {
        Fold<String> fold = Fold.of("c1");
        var change = Drift.between(desired(region), fold.view().objects()).orElseThrow();
        var plan =
                fold.view()
                        .ledger()
                        .plan(
                                List.of(change),
                                fold.view().objects(),
                                new LedgerOwner("c1", "storage"),
                                NOW);
        return fold.with(fold.view().withLedger(plan.ledger()));
    }

    private static Desired.Present desired(String region) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", BUCKET.apiVersion()).put("kind", BUCKET.kind());
        manifest.putObject("spec").put("bucket", "b").put("region", region);
        return Desired.object(BUCKET, manifest, "/spec");
    }
}
