package org.registryfleet.stage.decision;

import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.Optional;

/**
 * The pure decision rules of one service.
 *
 * @param <R> the result it publishes, one a cluster; compared by equality, so an unchanged result
 *     is not published again
 */
public interface Stage<R> {

    /** Name as used in topic names: platform, storage, registry or status. */
    String name();

    /** Whether an object is an input of {@link #decide}. */
    boolean concerns(ObjectRef ref);

    /**
     * Decides from a complete view.
     *
     * @param now the only clock a decision has; recorded with the decision
     */
    Decision<R> decide(View<R> view, Instant now);

    /**
     * The last result with what must be remembered of the objects before a new listing shows them,
     * perhaps in another form. Nothing is decided while a listing runs.
     */
    default Optional<R> remembered(View<R> view) {
        return Optional.empty();
    }
}
