package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Derivation;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Secrets and ConfigMaps whose content makes the pods roll. Those that we write ourselves count as
 * they are going to be, so that writing them does not roll the pods a second time.
 */
public record Dependencies(Snapshot objects, Map<ObjectRef, Desired> planned) {

    private static final List<ObjectRef> ALWAYS =
            List.of(
                    OperandObjects.CERTIFICATES,
                    OperandObjects.TRUSTED_CA,
                    OperandObjects.REGISTRY_TLS,
                    OperandObjects.PULL_SECRETS);

    /** The digest of an object's content as it is in the cluster. */
    private record OfObserved(ObjectRef ref) implements Derivation<Optional<String>> {

        @Override
        public boolean concerns(ObjectRef changed) {
            return ref.equals(changed);
        }
    }

    public Dependencies {
        planned = Map.copyOf(planned);
    }

    /** Digest over the contents; objects that are absent do not count. */
    public String checksum(Collection<ObjectRef> storage) {
        // ObjectRefs are ordered by kind first: ConfigMaps, then Secrets
        var refs = new TreeSet<>(ALWAYS);
        refs.addAll(storage);
        var entries = new ArrayList<String>();
        for (var ref : refs) {
            contentDigest(ref).ifPresent(digest -> entries.add(ref + " " + digest));
        }
        return digest(String.join("\n", entries));
    }

    private Optional<String> contentDigest(ObjectRef ref) {
        return switch (planned.get(ref)) {
            case null -> observedDigest(ref);
            case Desired.Absent _ -> Optional.empty();
            case Desired.Present present ->
                    present.scope() == Desired.Scope.OBJECT
                            ? Optional.of(digest(canonical(present.manifest())))
                            : observedDigest(ref);
        };
    }

    private Optional<String> observedDigest(ObjectRef ref) {
        return objects.derive(
                new OfObserved(ref),
                () -> objects.find(ref).map(found -> digest(canonical(found.content()))));
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

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var bytes = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
