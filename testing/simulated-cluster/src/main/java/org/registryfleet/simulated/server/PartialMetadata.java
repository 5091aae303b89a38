package org.registryfleet.simulated.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.store.StoredObject;

import java.util.List;

/** Objects of which a client wants the metadata only. */
final class PartialMetadata {
    private static final String KIND = "PartialObjectMetadata";
    private static final String API_VERSION = "meta.k8s.io/v1";

    private PartialMetadata() {}

    static boolean isWanted(HttpRequest request) {
        return request.header("accept").contains("as=" + KIND);
    }

    static ObjectNode of(StoredObject object) {
        var partial = Json.object().put("kind", KIND).put("apiVersion", API_VERSION);
        partial.set("metadata", object.toNode().path("metadata"));
        return partial;
    }

    static ObjectNode list(List<StoredObject> objects, ObjectNode metadata) {
        var list = Json.object().put("kind", KIND + "List").put("apiVersion", API_VERSION);
        list.set("metadata", metadata);
        var items = list.putArray("items");
        objects.forEach(object -> items.add(of(object)));
        return list;
    }
}
