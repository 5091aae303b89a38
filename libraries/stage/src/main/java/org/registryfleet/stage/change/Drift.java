package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares desired with observed objects. The API server's defaults ({@link ApiDefaults}) and
 * quantities in an equivalent notation are not drift.
 */
public final class Drift {

    private Drift() {}

    /** Compares one object; its status apart from the rest. */
    private record Comparison(ObjectRef ref, boolean ofStatus)
            implements Derivation<Optional<Change>> {

        @Override
        public boolean concerns(ObjectRef changed) {
            return ref.equals(changed);
        }
    }

    /** The write that is needed, or empty when the object is as desired. */
    public static Optional<Change> between(Desired desired, Snapshot snapshot) {
        return snapshot.derive(
                new Comparison(desired.ref(), isStatus(desired)),
                () -> compared(desired, snapshot),
                desired);
    }

    private static boolean isStatus(Desired desired) {
        return desired instanceof Desired.Present present
                && present.scope() == Desired.Scope.STATUS;
    }

    private static Optional<Change> compared(Desired desired, Snapshot snapshot) {
        var observed = snapshot.find(desired.ref());
        return switch (desired) {
            case Desired.Absent absent ->
                    observed.filter(object -> !object.isDeleting())
                            .map(object -> delete(absent, object));
            case Desired.Present present ->
                    observed.isPresent() ? patch(present, observed.get()) : create(present);
        };
    }

    private static Change delete(Desired.Absent absent, Observed object) {
        return new Change.Delete(
                absent.ref(), object.uid(), object.resourceVersion(), absent.deletion());
    }

    private static Optional<Change> create(Desired.Present present) {
        if (present.scope() != Desired.Scope.OBJECT) {
            return Optional.empty();
        }
        var body = withoutNulls(present.manifest());
        return Optional.of(new Change.Create(present.ref(), body, present.secrets()));
    }

    private static Optional<Change> patch(Desired.Present present, Observed observed) {
        boolean onStatus = present.scope() == Desired.Scope.STATUS;
        var fields = new ArrayList<FieldDifference>();
        var difference = differing(present, observed.content(), fields);
        if (difference == null
                || (observed.isDeleting() && !onStatus && !isFinalizerOnly(difference))) {
            return Optional.empty();
        }
        // an external resource has no API server to merge a patch, so the whole manifest is sent
        var body = present.ref().liesOutside() ? withoutNulls(present.manifest()) : difference;
        return Optional.of(
                new Change.Patch(
                        present.ref(),
                        onStatus,
                        observed.uid(),
                        observed.resourceVersion(),
                        body,
                        secrets(present, body, observed),
                        List.copyOf(fields)));
    }

    private static List<SecretValue> secrets(
            Desired.Present present, JsonNode body, Observed observed) {
        var own = within(body, present.secrets());
        if (present.ref().liesOutside()) {
            return own;
        }
        var places = own.stream().map(SecretValue::pointer).toList();
        var all = new ArrayList<>(own);
        RedactedValues.takenOver(present.ref(), body, observed.content()).stream()
                .filter(value -> !places.contains(value.pointer()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static @org.jspecify.annotations.Nullable JsonNode differing(
            Desired.Present present, JsonNode observed, List<FieldDifference> fields) {
        var patch = JsonNodeFactory.instance.objectNode();
        for (var field : present.manifest().properties()) {
            var name = field.getKey();
            if (name.equals("apiVersion") || name.equals("kind")) {
                continue;
            }
            var comparison = new MergePatch(present.exact());
            var part = comparison.part("/" + name, field.getValue(), observed.path(name));
            if (part != null) {
                patch.set(name, part);
                comparison.fields("/" + name, part, observed.path(name), fields);
            }
        }
        return patch.isEmpty() ? null : patch;
    }

    /** An object with a deletionTimestamp only gets its finalizers removed. */
    private static boolean isFinalizerOnly(JsonNode difference) {
        return difference.size() == 1
                && difference.path("metadata").size() == 1
                && difference.path("metadata").has("finalizers");
    }

    private static List<SecretValue> within(JsonNode body, List<SecretValue> secrets) {
        return secrets.stream()
                .filter(secret -> !body.at(secret.pointer()).isMissingNode())
                .toList();
    }

    private static ObjectNode withoutNulls(ObjectNode manifest) {
        var copy = manifest.deepCopy();
        dropNulls(copy);
        return copy;
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(Drift::dropNulls);
    }
}
