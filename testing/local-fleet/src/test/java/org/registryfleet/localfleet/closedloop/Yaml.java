package org.registryfleet.localfleet.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Objects as text. */
public final class Yaml {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Yaml() {}

    public static ObjectNode object(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException invalid) {
            throw new UncheckedIOException(text, invalid);
        }
    }
}
