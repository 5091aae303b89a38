package org.registryfleet.stage.view;

/**
 * Names a value that is derived from a snapshot and says what from; equal derivations name the same
 * value. Deriving is pure: from the same objects and the same premises comes the same value.
 *
 * @param <T> type of the value
 */
public interface Derivation<T> {

    /** Whether the value depends on an object. Too wide costs time, too narrow is a fault. */
    boolean concerns(ObjectRef ref);
}
