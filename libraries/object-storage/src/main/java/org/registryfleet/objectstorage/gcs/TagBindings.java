package org.registryfleet.objectstorage.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Resource Manager tags of a bucket that the cluster's administrator requested. Tags that are
 * effective already, inherited or bound, are left alone.
 */
final class TagBindings {

    private static final int CONFLICT = 409;
    private static final int PAUSE_MILLIS = 500;

    private final GcsBucket bucket;
    private final ObjectMapper json = new ObjectMapper();
    private final String service;
    private final String parent;

    TagBindings(GcsBucket bucket) {
        this.bucket = bucket;
        var region = bucket.wanted().text("region");
        this.service =
                "https://"
                        + (region.isEmpty() ? "" : region + "-")
                        + "cloudresourcemanager.googleapis.com/v3/";
        this.parent = "//storage.googleapis.com/projects/_/buckets/" + bucket.name();
    }

    /** How many of the requested tags are bound, or why not all are; tries all. */
    ObjectNode bind() {
        var fact = JsonNodeFactory.instance.objectNode();
        var wanted = bucket.wanted().spec().path("tags");
        if (wanted.isEmpty()) {
            return fact.put("bound", 0);
        }
        try {
            var effective = effective();
            var failure = "";
            int bound = 0;
            for (var tag : wanted) {
                if (effective.contains(tag.asText())) {
                    continue;
                }
                try {
                    bind(tag.asText());
                    bound++;
                } catch (IOException refused) {
                    failure = GcsRefusals.text(refused);
                }
            }
            return failure.isEmpty()
                    ? fact.put(
                            "bound",
                            bound
                                    + (int)
                                            effective.stream()
                                                    .filter(tag -> contains(wanted, tag))
                                                    .count())
                    : fact.put(
                            "error", "failed to add tag(s) to " + parent + " resource: " + failure);
        } catch (IOException failure) {
            return fact.put("error", GcsRefusals.text(failure));
        }
    }

    private static boolean contains(JsonNode wanted, String tag) {
        for (var each : wanted) {
            if (each.asText().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> effective() throws IOException {
        var url = new GenericUrl(service + "effectiveTags");
        url.put("parent", parent);
        var names = new HashSet<String>();
        for (var tag : get(url).path("effectiveTags")) {
            names.add(tag.path("namespacedTagValue").asText());
        }
        return names;
    }

    private void bind(String tag) throws IOException {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("parent", parent)
                        .put("tagValueNamespacedName", tag);
        var content =
                new ByteArrayContent(
                        "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
        try {
            var request =
                    bucket.client()
                            .requests()
                            .buildPostRequest(new GenericUrl(service + "tagBindings"), content);
            finish(json.readTree(request.execute().parseAsString()));
        } catch (IOException refused) {
            if (GcsRefusals.status(refused) != CONFLICT) {
                throw refused;
            }
        }
    }

    private void finish(JsonNode started) throws IOException {
        var operation = started;
        while (!operation.path("done").asBoolean(false)) {
            if (!bucket.hasTime().getAsBoolean()) {
                throw new IOException("the tag is still being bound");
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            operation = get(new GenericUrl(service + operation.path("name").asText()));
        }
        if (operation.has("error")) {
            throw new IOException(operation.at("/error/message").asText());
        }
    }

    private JsonNode get(GenericUrl url) throws IOException {
        var answer = bucket.client().requests().buildGetRequest(url).execute();
        return json.readTree(answer.parseAsString());
    }
}
