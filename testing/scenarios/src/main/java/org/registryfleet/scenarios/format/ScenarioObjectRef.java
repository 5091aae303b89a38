package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Locale;

/**
 * Names one object of a cluster.
 *
 * @param namespace absent for cluster-scoped objects
 */
public record ScenarioObjectRef(
        String apiVersion, String kind, @Nullable String namespace, String name)
        implements Comparable<ScenarioObjectRef> {

    private static final Comparator<ScenarioObjectRef> ORDER =
            Comparator.comparing(ScenarioObjectRef::kind)
                    .thenComparing(ScenarioObjectRef::namespaceOrDash)
                    .thenComparing(ScenarioObjectRef::name)
                    .thenComparing(ScenarioObjectRef::apiVersion);

    /** The reference of an object with apiVersion, kind and metadata. */
    public static ScenarioObjectRef of(JsonNode object) {
        var metadata = object.path("metadata");
        return new ScenarioObjectRef(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText("").isEmpty()
                        ? null
                        : metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }

    private String namespaceOrDash() {
        return namespace == null ? "_" : namespace;
    }

    /** The name of the file that holds this object's expected state. */
    public String fileName() {
        return kind.toLowerCase(Locale.ROOT)
                + "--"
                + namespaceOrDash()
                + "--"
                + name.replace(':', '_')
                + ".yaml";
    }

    @Override
    public int compareTo(ScenarioObjectRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.toLowerCase(Locale.ROOT)
                + " "
                + (namespace == null ? "" : namespace + "/")
                + name;
    }
}
