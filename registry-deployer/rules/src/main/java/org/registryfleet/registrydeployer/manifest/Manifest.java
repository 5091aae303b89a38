package org.registryfleet.registrydeployer.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A static manifest on the class path, parsed once when the class that uses it is loaded. */
public final class Manifest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode content;

    private Manifest(ObjectNode content) {
        this.content = content;
    }

    /**
     * Reads {@code manifests/<name>.yaml}.
     *
     * @throws IllegalStateException if there is no such manifest, which is a build error
     */
    public static Manifest read(String name) {
        var path = "/manifests/" + name + ".yaml";
        try (var in = Manifest.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + path);
            }
            return new Manifest(YAML.readValue(in, ObjectNode.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    /** A mutable copy. */
    public ObjectNode copy() {
        return content.deepCopy();
    }

    /** The object unmodified; {@code exact} as in {@link Desired.Present}. */
    public Desired.Present desired(String... exact) {
        return Desired.object(ref(), content, exact);
    }

    public ObjectRef ref() {
        return new ObjectRef(
                text("/apiVersion"),
                text("/kind"),
                text("/metadata/namespace"),
                text("/metadata/name"));
    }

    private String text(String pointer) {
        JsonNode node = content.at(pointer);
        return node.asText("");
    }
}
