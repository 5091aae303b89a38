package org.registryfleet.statusreporter.decision;

import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionList;

import java.util.List;

/** The conditions in an object's status, parsed once per state of the object. */
record ObservedConditions(ObjectRef ref) implements Derivation<List<Condition>> {

    /** In order; empty if there is no object or no status. */
    static List<Condition> of(ObjectRef ref, Snapshot objects) {
        return objects.derive(
                new ObservedConditions(ref),
                () ->
                        objects.find(ref)
                                .map(found -> found.status().path("conditions"))
                                .map(ConditionList::read)
                                .orElse(List.of()));
    }

    @Override
    public boolean concerns(ObjectRef changed) {
        return ref.equals(changed);
    }
}
