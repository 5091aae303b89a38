package org.registryfleet.registrydeployer.operand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The checksums of object contents that trigger a rollout of the pods. Other redaction rules or
 * another digest key present the same content differently, which must not roll the pods: an object
 * keeps its checksum as long as its resourceVersion is the same, or its content matches under one
 * of the keys that were published together.
 */
public record RolloutChecksums(Map<ObjectRef, Checksum> objects) {

    /**
     * The checksum of one object.
     *
     * @param shown digests over its last presented content, one per digest key
     * @param digest the object's checksum
     */
    public record Checksum(
            ObjectRef ref, String uid, String resourceVersion, List<String> shown, String digest) {

        public Checksum {
            shown = List.copyOf(shown);
        }

        private Checksum shownAs(Observed object, List<String> now) {
            boolean isSame = isSameVersion(object) || now.stream().anyMatch(shown::contains);
            return new Checksum(
                    ref,
                    object.uid(),
                    object.resourceVersion(),
                    now,
                    isSame ? digest : now.getFirst());
        }

        private boolean isSameVersion(Observed object) {
            return uid.equals(object.uid()) && resourceVersion.equals(object.resourceVersion());
        }
    }

    /** Digests over an object's observed content. */
    private record OfObserved(ObjectRef ref) implements Derivation<List<String>> {

        @Override
        public boolean concerns(ObjectRef changed) {
            return ref.equals(changed);
        }
    }

    public RolloutChecksums {
        objects = Map.copyOf(objects);
    }

    public static RolloutChecksums none() {
        return new RolloutChecksums(Map.of());
    }

    /** Updates the checksums of these objects and of those already known. */
    public RolloutChecksums after(Snapshot snapshot, Collection<ObjectRef> refs) {
        var all = new TreeSet<>(refs);
        all.addAll(objects.keySet());
        var next = new TreeMap<>(objects);
        for (var ref : all) {
            snapshot.find(ref).ifPresent(found -> next.put(ref, counted(found, snapshot)));
        }
        return next.equals(objects) ? this : new RolloutChecksums(next);
    }

    private Checksum counted(Observed object, Snapshot snapshot) {
        var now = snapshot.derive(new OfObserved(object.ref()), () -> digests(object.content()));
        var known = objects.get(object.ref());
        return known == null
                ? new Checksum(
                        object.ref(), object.uid(), object.resourceVersion(), now, now.getFirst())
                : known.shownAs(object, now);
    }

    /** The checksum of an object with this content. */
    public String digest(ObjectRef ref, JsonNode content) {
        return digest(ref, digests(content));
    }

    private String digest(ObjectRef ref, List<String> digests) {
        @Nullable Checksum known = objects.get(ref);
        return known != null && digests.stream().anyMatch(known.shown()::contains)
                ? known.digest()
                : digests.getFirst();
    }

    private static List<String> digests(JsonNode content) {
        return Digests.forms(canonical(content)).stream().map(RolloutChecksums::digest).toList();
    }

    private static String canonical(JsonNode content) {
        var lines = new TreeMap<String, String>();
        for (var section : List.of("data", "binaryData")) {
            for (var entry : content.path(section).properties()) {
                if (!entry.getValue().isNull()) {
                    var key = JsonNodeFactory.instance.textNode(entry.getKey());
                    lines.put(section + " " + key, entry.getValue().toString());
                }
            }
        }
        return lines.toString();
    }

    /** SHA-256 with the prefix {@code sha256:}. */
    public static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var bytes = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
