package org.registryfleet.registrydeployer.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.util.Map;
import java.util.Set;

/**
 * One recorded stage of a scenario.
 *
 * @param id scenario and stage, for example {@code 701-nodeca-drift/expected-2}
 * @param observed what was given and done before, and the expected objects on top of it
 * @param expected objects that were made or changed, in normal form
 * @param absent objects that must not be there
 */
public record GoldenStage(
        String id, Snapshot observed, Map<ObjectRef, ObjectNode> expected, Set<ObjectRef> absent) {

    /** Whether the id begins so, for example with {@code 701-} or {@code 701-nodeca-drift/e}. */
    public boolean isOf(String prefix) {
        return id.startsWith(prefix);
    }

    @Override
    public String toString() {
        return id;
    }
}
