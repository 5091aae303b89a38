package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.store.HistoryExpired;
import org.registryfleet.simulated.store.Selection;
import org.registryfleet.simulated.store.StoreSnapshot;
import org.registryfleet.simulated.store.StoredObject;
import org.registryfleet.simulated.store.VersionedStore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Answers lists: whole, or in pages of one consistent snapshot. */
final class ListReply {
    private static final String TOO_OLD =
            "The provided continue parameter is too old to display a consistent list result. You can start a new list"
                    + " without the continue parameter.";

    private final VersionedStore store;

    ListReply(VersionedStore store) {
        this.store = store;
    }

    HttpReply answer(Selection selection, HttpRequest request) {
        var token = request.query("continue");
        var snapshot = token.isEmpty() ? start(selection, request) : resume(selection, token);
        var limit = Versions.number("limit", request.query("limit"));
        var objects = snapshot.objects();
        if (limit <= 0 || objects.size() <= limit) {
            return render(request, selection.type(), objects, metadata(snapshot));
        }
        var page = objects.subList(0, (int) limit);
        var metadata =
                metadata(snapshot)
                        .put("continue", token(snapshot.revision(), page.getLast().key()));
        if (!selection.isFiltered()) {
            metadata.put("remainingItemCount", objects.size() - (int) limit);
        }
        return render(request, selection.type(), page, metadata);
    }

    private StoreSnapshot start(Selection selection, HttpRequest request) {
        var asked = Versions.revision(request.query("resourceVersion"));
        var current = store.revision();
        if (asked > current) {
            throw ApiFailure.tooLarge(asked, current);
        }
        if (request.query("resourceVersionMatch").equals("Exact")) {
            return at(selection, asked, "The resourceVersion for the provided list is too old.");
        }
        return store.list(selection);
    }

    private StoreSnapshot resume(Selection selection, String token) {
        try {
            var fields = Json.parse(Base64.getUrlDecoder().decode(token));
            var start = fields.path("start").asText().split("/", 2);
            var after = new ObjectKey(selection.type(), start[0], start[1]);
            var snapshot = at(selection, fields.path("rv").asLong(), TOO_OLD);
            var rest =
                    snapshot.objects().stream()
                            .filter(object -> object.key().compareTo(after) > 0)
                            .toList();
            return new StoreSnapshot(snapshot.revision(), rest);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw ApiFailure.badRequest("continue key is not valid: " + malformed.getMessage());
        }
    }

    private StoreSnapshot at(Selection selection, long revision, String complaint) {
        try {
            return store.listAt(selection, revision);
        } catch (HistoryExpired expired) {
            throw ApiFailure.expired(complaint);
        }
    }

    private static ObjectNode metadata(StoreSnapshot snapshot) {
        return Json.object().put("resourceVersion", Long.toString(snapshot.revision()));
    }

    private static String token(long revision, ObjectKey last) {
        var fields = Json.object().put("v", "meta.k8s.io/v1").put("rv", revision);
        fields.put("start", last.namespace() + "/" + last.name());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(fields));
    }

    private static HttpReply render(
            HttpRequest request,
            ResourceType type,
            List<StoredObject> objects,
            ObjectNode metadata) {
        if (PartialMetadata.isWanted(request)) {
            return Replies.json(200, Json.bytes(PartialMetadata.list(objects, metadata)));
        }
        var out = new ByteArrayOutputStream(256 + objects.size() * 1024);
        var head =
                Json.object()
                        .put("kind", type.kind() + "List")
                        .put("apiVersion", type.apiVersion());
        head.set("metadata", metadata);
        var headBytes = Json.bytes(head);
        out.write(headBytes, 0, headBytes.length - 1);
        out.writeBytes(",\"items\":[".getBytes(StandardCharsets.US_ASCII));
        var separator = "";
        for (var object : objects) {
            out.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
            writeItem(type, object, out);
            separator = ",";
        }
        out.writeBytes("]}\n".getBytes(StandardCharsets.US_ASCII));
        return HttpReply.Complete.json(200, out.toByteArray());
    }

    /**
     * Items of built-in kinds come without kind and apiVersion, as from the real server; custom
     * resources keep them.
     */
    private static void writeItem(
            ResourceType type, StoredObject object, ByteArrayOutputStream out) {
        if (type.isCustom()) {
            out.writeBytes(object.json());
            return;
        }
        var skipped =
                "\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",";
        var from = 1 + skipped.length();
        out.write('{');
        out.write(object.json(), from, object.json().length - from);
    }
}
