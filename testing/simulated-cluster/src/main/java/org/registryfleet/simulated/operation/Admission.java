package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.List;

/** Normalises and checks objects on their way into the store, kind by kind. */
public interface Admission {

    /**
     * Brings a new object into the form that is stored: unknown fields dropped, defaults set,
     * values canonical.
     */
    void normaliseNew(ResourceType type, ObjectNode object);

    /** Brings a new version of an object into the form that is stored. */
    void normalise(ResourceType type, ObjectNode old, ObjectNode next);

    /** Lets the cluster's own policies change an object that is created or updated. */
    void mutate(ResourceType type, ObjectNode object);

    /** The complaints about a new object. */
    List<FieldError> complaints(ResourceType type, ObjectNode object);

    /** The complaints about a new version of an object. */
    List<FieldError> complaints(ResourceType type, ObjectNode old, ObjectNode next, Part part);
}
