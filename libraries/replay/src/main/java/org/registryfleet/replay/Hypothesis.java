package org.registryfleet.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.MergePatch;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

/**
 * Objects as they would be after a write: what the API server makes of it, as far as decisions can
 * see. Reactions of in-cluster controllers (binding claims, rolling out) are not simulated.
 */
final class Hypothesis {

    private static final String VERSION = "supposed";

    private Hypothesis() {}

    /** Applies an object: as a merge patch of the existing object, or as a new one. */
    static Snapshot with(Snapshot objects, JsonNode given) {
        var metadata = given.path("metadata");
        var ref =
                new ObjectRef(
                        given.path("apiVersion").asText(""),
                        given.path("kind").asText(""),
                        metadata.path("namespace").asText(""),
                        metadata.path("name").asText(""));
        if (ref.apiVersion().isEmpty() || ref.kind().isEmpty() || ref.name().isEmpty()) {
            throw new IllegalArgumentException(
                    "an object needs apiVersion, kind and metadata.name; found %s".formatted(ref));
        }
        return objects.find(ref)
                .map(there -> objects.with(patched(there, given)))
                .orElseGet(() -> objects.with(created(ref, given)));
    }

    /** Applies a write of a stage. */
    static Snapshot after(Snapshot objects, Change change) {
        return switch (change) {
            case Change.Create create -> objects.with(created(create.ref(), create.body()));
            case Change.Patch patch ->
                    objects.find(patch.ref())
                            .map(there -> objects.with(patched(there, patch.body())))
                            .orElse(objects);
            case Change.Delete delete -> objects.without(delete.ref());
        };
    }

    private static Observed created(ObjectRef ref, JsonNode body) {
        ObjectNode content = body.deepCopy();
        var metadata = content.withObject("/metadata");
        metadata.put("uid", "supposed-" + ref).put("resourceVersion", VERSION);
        metadata.put("generation", 1);
        return new Observed(ref, "supposed-" + ref, VERSION, content);
    }

    private static Observed patched(Observed there, JsonNode patch) {
        ObjectNode content = there.content().deepCopy();
        var spec = content.path("spec").deepCopy();
        MergePatch.apply(content, patch);
        if (!content.path("spec").equals(spec)) {
            content.withObject("/metadata").put("generation", (int) there.generation() + 1);
        }
        return new Observed(there.ref(), there.uid(), VERSION, content);
    }
}
