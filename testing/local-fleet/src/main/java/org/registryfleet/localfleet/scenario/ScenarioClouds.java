package org.registryfleet.localfleet.scenario;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.simulatedcloud.CloudSpace;

/** The cloud stand-ins that a scenario asks for: what is in them, and what they refuse. */
final class ScenarioClouds {

    private ScenarioClouds() {}

    static void open(CloudSpace space, JsonNode clouds) {
        openS3(space, clouds.path("s3"));
        clouds.at("/sts/distrust")
                .forEach(account -> space.federation().distrust(account.asText()));
        for (var bucket : clouds.path("gcs").path("buckets").properties()) {
            space.gcs().put(bucket.getKey(), false);
        }
        openAzure(space, clouds.path("azure"));
        openSwift(space, clouds.path("swift"));
    }

    private static void openSwift(CloudSpace space, JsonNode swift) {
        if (!swift.path("auth").asBoolean(true)) {
            space.swift().refusals().refuse("token", 401, "Unauthorized");
        }
        if (!swift.path("catalog").asBoolean(true)) {
            space.swift().leaveCatalogue();
        }
        if (!swift.path("list").asBoolean(true)) {
            space.swift().refusals().refuse("list account", 403, "Forbidden");
        }
        swift.path("containers").fieldNames().forEachRemaining(space.swift()::put);
    }

    private static void openAzure(CloudSpace space, JsonNode azure) {
        if (!azure.path("auth").asBoolean(true)) {
            space.azure().refusals().refuse("token", 401, "invalid_client");
        }
        for (var account : azure.path("accounts").properties()) {
            var made = space.azure().put(account.getKey(), false);
            account.getValue().path("containers").fieldNames().forEachRemaining(made::with);
        }
    }

    private static void openS3(CloudSpace space, JsonNode s3) {
        for (var bucket : s3.path("buckets").properties()) {
            var facts = bucket.getValue();
            var made =
                    space.s3().put(bucket.getKey(), !facts.path("owner").asText("me").equals("me"));
            facts.path("objects").forEach(key -> made.keys().add(key.asText()));
        }
        for (var refusal : s3.path("fail").properties()) {
            var answer = refusal.getValue();
            space.s3().refuse(refusal.getKey(), answer.path(0).asInt(), answer.path(1).asText(""));
        }
        if (s3.path("forward").asText("").equals("s3mock")) {
            for (var property :
                    new String[] {
                        "PutPublicAccessBlock", "PutBucketTagging", "PutBucketEncryption"
                    }) {
                space.s3().takeForCreation(property);
            }
        }
    }
}
