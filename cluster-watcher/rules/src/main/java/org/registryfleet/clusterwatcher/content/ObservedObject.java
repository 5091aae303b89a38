package org.registryfleet.clusterwatcher.content;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusterobjects.ownership.FieldSetters;
import org.registryfleet.clusterobjects.ownership.FieldSetters.Setter;
import org.registryfleet.clusterobjects.ownership.OwnedFields;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.util.List;
import java.util.Map;

/**
 * An object in the form in which it may be published: reduced and redacted.
 *
 * @param redacted the object without secret values
 * @param managers field managers, most recent writer first
 * @param owners JSON pointers owned by other managers, by manager; only for objects the fleet has
 *     written
 * @param setters who set each field last; only for what people and policies configure
 * @param isReported whether it is observed at all
 * @param news digest of the part whose change is worth an observation
 */
public record ObservedObject(
        String namespace,
        String name,
        ObjectNode redacted,
        ContentDigest digest,
        List<String> managers,
        Map<String, List<String>> owners,
        List<Setter> setters,
        boolean isReported,
        ContentDigest news) {

    private static final String CONFIGURED = "imageregistry.operator.openshift.io";

    /**
     * Takes ownership of the object and modifies it; sets apiVersion and kind, which list items
     * lack.
     */
    public static ObservedObject of(ObjectNode object, WatchedKind watched, Redaction redaction) {
        object.put("apiVersion", watched.kind().apiVersion()).put("kind", watched.kind().kind());
        var managers = FieldManagers.of(object);
        var owners = OwnedFields.ofOthers(object).byManager();
        var setters =
                watched.kind().group().equals(CONFIGURED)
                        ? FieldSetters.of(object)
                        : List.<Setter>of();
        var reduction = watched.reduction();
        var redacted = reduction.shortened(redaction.redact(reduction.of(object)));
        var metadata = redacted.path("metadata");
        var digest = ContentDigest.of(redacted);
        var news = reduction.news(redacted);
        return new ObservedObject(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                redacted,
                digest,
                managers,
                owners,
                setters,
                reduction.isReported(redacted),
                news.equals(redacted) ? digest : ContentDigest.of(news));
    }

    public String uid() {
        return redacted.path("metadata").path("uid").asText();
    }

    public String resourceVersion() {
        return redacted.path("metadata").path("resourceVersion").asText();
    }

    /** Size of the content in bytes, without its resourceVersion. */
    public int size() {
        return digest.size();
    }

    public String content() {
        return CanonicalJson.text(redacted);
    }
}
