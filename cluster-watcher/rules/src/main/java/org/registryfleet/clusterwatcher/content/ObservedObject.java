package org.registryfleet.clusterwatcher.content;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.clusterobjects.ownership.OwnedFields;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterwatcher.kind.WatchedKind;

import java.util.List;
import java.util.Map;

/**
 * An object as it may stand in the log.
 *
 * @param redacted holds no secret value any more
 * @param managers field managers, the most recent writer first
 * @param owners what others own of an object that the fleet has written, too: pointers by manager
 */
public record ObservedObject(
        String namespace,
        String name,
        ObjectNode redacted,
        ContentDigest digest,
        List<String> managers,
        Map<String, List<String>> owners) {

    /** Takes the object over; items of lists lack their kind, which is put in. */
    public static ObservedObject of(ObjectNode object, WatchedKind watched, Redaction redaction) {
        object.put("apiVersion", watched.kind().apiVersion()).put("kind", watched.kind().kind());
        var managers = FieldManagers.of(object);
        var owners = OwnedFields.ofOthers(object).byManager();
        var redacted = redaction.redact(watched.reduction().of(object));
        var metadata = redacted.path("metadata");
        return new ObservedObject(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                redacted,
                ContentDigest.of(redacted),
                managers,
                owners);
    }

    public String uid() {
        return redacted.path("metadata").path("uid").asText();
    }

    public String resourceVersion() {
        return redacted.path("metadata").path("resourceVersion").asText();
    }

    /** Bytes of the content, but for the version. */
    public int size() {
        return digest.size();
    }

    public String content() {
        return CanonicalJson.text(redacted);
    }
}
