package org.registryfleet.regfleet.procedure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

/** One write to a cluster. */
public sealed interface ClusterWrite {

    ObjectRef ref();

    /** What is sent. */
    ObjectNode body();

    /** Creates the object. */
    record Create(ObjectRef ref, ObjectNode body) implements ClusterWrite {}

    /** A merge patch; the resourceVersion in it keeps it from overwriting somebody's edit. */
    record Patch(ObjectRef ref, ObjectNode body) implements ClusterWrite {}
}
