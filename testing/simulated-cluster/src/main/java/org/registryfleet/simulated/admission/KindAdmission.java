package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.operation.Admission;
import org.registryfleet.simulated.operation.Part;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.schema.CustomSchemas;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Admission of every kind: built-in kinds by table, custom resources by their schema. */
public final class KindAdmission implements Admission {
    private final CustomSchemas schemas;
    private final Supplier<Optional<String>> defaultStorageClass;
    private final Mutations mutations;

    /**
     * Admission with these schemas and mutations; new claims without a class get the default class,
     * if there is one.
     */
    public KindAdmission(
            CustomSchemas schemas,
            Supplier<Optional<String>> defaultStorageClass,
            Mutations mutations) {
        this.schemas = schemas;
        this.defaultStorageClass = defaultStorageClass;
        this.mutations = mutations;
    }

    @Override
    public void mutate(ResourceType type, ObjectNode object) {
        mutations.apply(type, object);
    }

    @Override
    public void normaliseNew(ResourceType type, ObjectNode object) {
        Canonical.apply(type, object);
        var rules = BuiltInKinds.of(type);
        rules.creation().accept(object);
        if (type.kind().equals("PersistentVolumeClaim")) {
            defaultStorageClass.get().ifPresent(name -> setStorageClass(object, name));
        }
        rules.defaults().accept(object);
        schemas.of(type).ifPresent(schema -> schema.normalise(object));
    }

    @Override
    public void normalise(ResourceType type, ObjectNode old, ObjectNode next) {
        Canonical.apply(type, next);
        var rules = BuiltInKinds.of(type);
        rules.defaults().accept(inherited(rules, old, next));
        schemas.of(type).ifPresent(schema -> schema.normalise(next));
    }

    @Override
    public List<FieldError> complaints(ResourceType type, ObjectNode object) {
        var complaints = new Complaints();
        MetadataChecks.check(type, object, complaints);
        BuiltInKinds.of(type).checks().forEach(check -> check.apply(object, complaints));
        schemas.of(type).ifPresent(schema -> schema.complaints(object).forEach(complaints::add));
        return complaints.errors();
    }

    @Override
    public List<FieldError> complaints(
            ResourceType type, ObjectNode old, ObjectNode next, Part part) {
        var complaints = new Complaints();
        BuiltInKinds.of(type).changes().forEach(change -> change.apply(old, next, complaints));
        complaints(type, next).forEach(complaints::add);
        return complaints.errors();
    }

    private static ObjectNode inherited(KindRules rules, ObjectNode old, ObjectNode next) {
        rules.inheritance().apply(old, next);
        return next;
    }

    private static void setStorageClass(ObjectNode claim, String name) {
        var spec = Presets.object(claim, "spec");
        if (!spec.has("storageClassName")) {
            spec.put("storageClassName", name);
        }
    }
}
