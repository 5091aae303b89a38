package org.registryfleet.scenarios.files;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.registryfleet.scenarios.format.FormatException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads YAML files; a key that is given twice is an error. */
final class YamlFile {

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private YamlFile() {}

    static JsonNode read(Path file) {
        var documents = readAll(file);
        if (documents.size() > 1) {
            throw new FormatException(file.toString(), "", "must hold one document");
        }
        return documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst();
    }

    /** The documents of a file, which three dashes separate. */
    static List<JsonNode> readAll(Path file) {
        try (var parser = YAML.createParser(Files.readString(file))) {
            var documents = new ArrayList<JsonNode>();
            for (JsonNode one = YAML.readTree(parser); one != null; one = YAML.readTree(parser)) {
                documents.add(one);
            }
            return documents;
        } catch (JacksonException notYaml) {
            throw new FormatException(file.toString(), notYaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
