package org.registryfleet.fleetpolicy.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Assigned fields as desired objects. Fields that nobody assigned stay as they are. */
public final class SpecManifest {

    private static final String NAMESPACE = "openshift-image-registry";

    private SpecManifest() {}

    /** The object with its assigned fields. */
    public static Desired.Present of(Observed object, List<AssignedField> fields) {
        var manifest = JsonNodeFactory.instance.objectNode();
        var spec = manifest.putObject("spec");
        for (var field : fields) {
            spec.set(field.field().name(), value(field, object));
        }
        return Desired.fields(object.ref(), manifest);
    }

    /** Whether the object has the field's value already. */
    public static boolean isMet(AssignedField field, Observed object) {
        return field.field().equals(SpecField.STORAGE)
                ? Danger.isSameStorage(object.spec().path("storage"), field.value())
                : Drift.between(of(object, List.of(field)), Snapshot.of(List.of(object))).isEmpty();
    }

    /** Everything that the fields write, in this order: their claims, then the object. */
    public static List<Desired.Present> writes(Observed object, List<AssignedField> fields) {
        var writes = new ArrayList<>(claims(fields));
        writes.add(of(object, fields));
        return writes;
    }

    /** A field's value as it is written: of the storage without every other backend. */
    static JsonNode value(AssignedField field, Observed object) {
        if (!field.field().equals(SpecField.STORAGE)) {
            return field.value();
        }
        var storage = JsonNodeFactory.instance.objectNode();
        object.spec().path("storage").properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("managementState"))
                .forEach(storage::putNull);
        field.value().properties().forEach(part -> storage.set(part.getKey(), part.getValue()));
        return storage;
    }

    /** The claims that the fields name and that have to be made before. */
    static List<Desired.Present> claims(List<AssignedField> fields) {
        var claims = new ArrayList<Desired.Present>();
        for (var field : fields) {
            var claim = field.claim();
            if (claim != null) {
                claims.add(Desired.object(ref(claim), claim));
            }
        }
        return claims;
    }

    /** The claim of that name as a policy describes it. */
    public static ObjectNode claim(String name, JsonNode described) {
        var claim = JsonNodeFactory.instance.objectNode();
        claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        claim.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        var spec = claim.putObject("spec");
        spec.set(
                "accessModes",
                described.path("accessModes").isMissingNode()
                        ? JsonNodeFactory.instance.arrayNode().add("ReadWriteMany")
                        : described.path("accessModes"));
        spec.putObject("resources")
                .putObject("requests")
                .put("storage", described.path("size").asText("100Gi"));
        if (described.has("storageClassName")) {
            spec.set("storageClassName", described.path("storageClassName"));
        }
        return claim;
    }

    static ObjectRef ref(ObjectNode claim) {
        return new ObjectRef(
                "v1",
                "PersistentVolumeClaim",
                NAMESPACE,
                claim.path("metadata").path("name").asText());
    }
}
