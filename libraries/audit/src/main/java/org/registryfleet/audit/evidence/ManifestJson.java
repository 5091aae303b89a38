package org.registryfleet.audit.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.OffsetRange;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes a manifest as JSON. */
public final class ManifestJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ManifestJson() {}

    public static ObjectNode write(BundleManifest manifest) {
        var json = JSON.objectNode();
        json.put("format", BundleManifest.FORMAT).put("version", BundleManifest.VERSION);
        json.put("tool", manifest.tool()).put("createdAt", manifest.createdAt().toString());
        json.put("from", text(manifest.range().from())).put("to", text(manifest.range().to()));
        manifest.range().clusters().forEach(json.putArray("clusters")::add);
        json.put("previous", text(manifest.previous())).put("signer", manifest.signer());
        json.put("partitionCount", manifest.partitionCount());
        var schemas = json.putArray("schemas");
        for (var one : manifest.schemas()) {
            schemas.addObject()
                    .put("id", one.id())
                    .put("name", one.name())
                    .put("sha256", one.hash().toString());
        }
        var partitions = json.putArray("partitions");
        manifest.partitions().forEach(one -> partitions.add(write(one)));
        return json;
    }

    /**
     * Reads a manifest of the current version or of version 1, whose Merkle roots are redundant to
     * its hash chains.
     *
     * @throws EvidenceException if the manifest has a newer version, belongs to a JSON bundle, or
     *     is not a manifest
     */
    public static BundleManifest read(JsonNode json) {
        if (!json.path("format").asText().equals(BundleManifest.FORMAT)) {
            throw new EvidenceException("this is not the manifest of a bundle");
        }
        int version = json.path("version").asInt();
        if (version > BundleManifest.VERSION) {
            throw new EvidenceException(
                    "the bundle has format version %d, this regfleet reads up to version %d: use a newer one"
                            .formatted(version, BundleManifest.VERSION));
        }
        if (json.path("records").asText("").equals("json")) {
            throw new EvidenceException(
                    "the bundle holds lines of JSON, which this regfleet does not read: verify it with"
                            + " the release that exported it");
        }
        try {
            return manifest(json);
        } catch (IllegalArgumentException | DateTimeException damaged) {
            throw new EvidenceException("the manifest is damaged: " + damaged.getMessage());
        }
    }

    private static BundleManifest manifest(JsonNode json) {
        var clusters = new ArrayList<String>();
        required(json, "clusters").forEach(one -> clusters.add(one.asText()));
        var previous = json.path("previous").asText("");
        return new BundleManifest(
                required(json, "tool").asText(),
                Instant.parse(required(json, "createdAt").asText()),
                new BundleManifest.Range(time(json, "from"), time(json, "to"), clusters),
                isAbsent(json, "previous") ? null : Hash.parse(previous),
                isAbsent(json, "signer") ? null : json.path("signer").asText(),
                required(json, "partitionCount").asInt(),
                schemas(json),
                partitions(json));
    }

    private static List<SchemaManifest> schemas(JsonNode json) {
        var schemas = new ArrayList<SchemaManifest>();
        for (var one : required(json, "schemas")) {
            schemas.add(
                    new SchemaManifest(
                            required(one, "id").asText(),
                            required(one, "name").asText(),
                            Hash.parse(required(one, "sha256").asText())));
        }
        return schemas;
    }

    private static ObjectNode write(PartitionManifest one) {
        var json = JSON.objectNode();
        json.put("topic", one.span().topic()).put("partition", one.span().partition());
        json.put("compacted", one.compacted());
        json.put("from", one.span().from()).put("to", one.span().to()).put("count", one.count());
        json.put("unreadable", one.unreadable());
        one.unreadableOffsets().forEach(json.putArray("unreadableOffsets")::add);
        return json.put("head", one.head().toString());
    }

    private static List<PartitionManifest> partitions(JsonNode json) {
        var partitions = new ArrayList<PartitionManifest>();
        for (var one : required(json, "partitions")) {
            var unreadable = new ArrayList<Long>();
            required(one, "unreadableOffsets").forEach(offset -> unreadable.add(offset.asLong()));
            partitions.add(
                    new PartitionManifest(
                            required(one, "compacted").asBoolean(),
                            new OffsetRange(
                                    required(one, "topic").asText(),
                                    required(one, "partition").asInt(),
                                    required(one, "from").asLong(),
                                    required(one, "to").asLong()),
                            required(one, "count").asLong(),
                            required(one, "unreadable").asLong(),
                            unreadable,
                            Hash.parse(required(one, "head").asText())));
        }
        return partitions;
    }

    private static JsonNode required(JsonNode json, String field) {
        var found = json.get(field);
        if (found == null) {
            throw new IllegalArgumentException("\"%s\" is missing".formatted(field));
        }
        return found;
    }

    private static boolean isAbsent(JsonNode json, String field) {
        return required(json, field).isNull();
    }

    private static @Nullable Instant time(JsonNode json, String field) {
        return isAbsent(json, field) ? null : Instant.parse(json.path(field).asText());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
