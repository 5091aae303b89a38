package org.registryfleet.clusterobjects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parses objects in tests. */
public final class ObjectText {

    private ObjectText() {}

    /** JSON with single quotes. */
    public static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text.replace('\'', '"'), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
