package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Values for tests, from YAML. */
final class Values {

    static final ObjectRef REF = new ObjectRef("v1", "Thing", "ns", "thing");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Values() {}

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException notYaml) {
            throw new UncheckedIOException(notYaml);
        }
    }

    static ObjectNode object(String text) {
        return (ObjectNode) yaml(text);
    }

    /** A cluster that holds the thing with that content. */
    static Snapshot observed(String text) {
        return Snapshot.of(List.of(new Observed(REF, "uid-1", "42", yaml(text))));
    }
}
