package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.operation.Admission;
import org.registryfleet.simulated.operation.Part;
import org.registryfleet.simulated.resource.ResourceType;

/** Admission of every kind. */
public final class KindAdmission implements Admission {
    @Override
    public void prepare(ResourceType type, ObjectNode object) {}

    @Override
    public void normalise(ResourceType type, ObjectNode object, Part part) {}

    @Override
    public List<FieldError> complaints(ResourceType type, ObjectNode object) {
        return List.of();
    }

    @Override
    public List<FieldError> complaints(ResourceType type, ObjectNode old, ObjectNode next, Part part) {
        return List.of();
    }
}
