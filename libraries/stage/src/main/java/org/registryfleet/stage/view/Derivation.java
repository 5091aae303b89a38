package org.registryfleet.stage.view;

/**
 * Cache key of a value derived from a snapshot, which also defines what invalidates it. Deriving
 * must be pure: the same objects and premises give the same value.
 *
 * @param <T> type of the value
 */
public interface Derivation<T> {

    /**
     * Whether the value depends on an object. Too wide only costs time; too narrow gives stale
     * values.
     */
    boolean concerns(ObjectRef ref);
}
