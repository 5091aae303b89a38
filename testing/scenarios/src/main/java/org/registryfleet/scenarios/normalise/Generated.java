package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Replaces generated values by their placeholders. A generated value is recognised by its place,
 * never by looking random somewhere.
 */
final class Generated {

    static final String RANDOM = "<random>";

    /** The random part at the end of a generated bucket or container name. */
    private static final Pattern NAME_SUFFIX =
            Pattern.compile("(-image-registry-(?:[0-9a-z]+-)*?)[0-9a-f]{8,}$");

    /** A generated storage account: image-registry, infrastructure name and random in one word. */
    private static final Pattern ACCOUNT_SUFFIX =
            Pattern.compile("(?<=^imageregistry[0-9a-z]{0,64})[0-9a-z]{5}$");

    private static final Pattern NAME_IN_MESSAGE =
            Pattern.compile("(-image-registry-(?:[0-9a-z]+-)*?)[0-9a-f]{8,}\\b");
    private static final Pattern REQUEST_ID =
            Pattern.compile("(?<=[Rr]equest id: |RequestID: )[^,\\s]+");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("(\"private_key\"\\s*:\\s*\")[^\"]*?((?:\\\\n)?\")");

    private Generated() {}

    static void replaceIn(ObjectNode object, Set<String> httpSecrets) {
        UnaryOperator<String> secret =
                text -> text.isEmpty() || httpSecrets.contains(text) ? text : RANDOM;
        switch (object.path("kind").asText()) {
            case "Config" -> {
                texts(object, "spec/httpSecret", secret);
                texts(object, "spec|status/storage/s3|gcs|ibmcos/bucket", Generated::name);
                texts(object, "spec|status/storage/swift|azure/container", Generated::name);
                texts(object, "spec|status/storage/azure/accountName", Generated::account);
                texts(object, "status/conditions[]/message", Generated::message);
            }
            case "Deployment" ->
                    TreePath.of("spec/template/spec/containers[]/env")
                            .visit(
                                    object,
                                    (parent, key) ->
                                            parent.path(key).forEach(env -> env(env, secret)));
            case "Secret" ->
                    texts(
                            object,
                            "stringData/REGISTRY_STORAGE_GCS_KEYFILE|service_account.json",
                            Generated::withoutPrivateKey);
            case String _ -> {}
        }
    }

    private static void env(JsonNode variable, UnaryOperator<String> secret) {
        if (!(variable instanceof ObjectNode env)) {
            return;
        }
        switch (env.path("name").asText()) {
            case "REGISTRY_HTTP_SECRET" -> texts(env, "value", secret);
            case "REGISTRY_STORAGE_S3_BUCKET",
                    "REGISTRY_STORAGE_GCS_BUCKET",
                    "REGISTRY_STORAGE_AZURE_CONTAINER",
                    "REGISTRY_STORAGE_SWIFT_CONTAINER" ->
                    texts(env, "value", Generated::name);
            case "REGISTRY_STORAGE_AZURE_ACCOUNTNAME" -> texts(env, "value", Generated::account);
            case String _ -> {}
        }
    }

    private static void texts(ObjectNode object, String path, UnaryOperator<String> change) {
        TreePath.of(path)
                .visit(
                        object,
                        (parent, key) -> {
                            if (parent.path(key).isTextual()) {
                                parent.put(key, change.apply(parent.path(key).textValue()));
                            }
                        });
    }

    private static String name(String name) {
        return NAME_SUFFIX.matcher(name).replaceFirst("$1" + RANDOM);
    }

    private static String account(String name) {
        return ACCOUNT_SUFFIX.matcher(name).replaceFirst(RANDOM);
    }

    private static String message(String message) {
        return REQUEST_ID
                .matcher(NAME_IN_MESSAGE.matcher(message).replaceAll("$1" + RANDOM))
                .replaceAll(RANDOM);
    }

    private static String withoutPrivateKey(String keyFile) {
        return PRIVATE_KEY.matcher(keyFile).replaceAll("$1<private-key>$2");
    }
}
