package org.registryfleet.storageprovisioner.objectstore.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.YamlScalar;

/**
 * What the S3 backend contributes to the registry's pod and to its private Secret (section 2.6.3).
 */
public final class S3PodContribution {

    private static final String SECRET = "image-registry-private-configuration";
    private static final String CLOUD_FRONT = "registry-cloudfront";
    private static final String CLOUD_FRONT_FOLDER = "/etc/docker/cloudfront";
    private static final String FOLDER = "/var/run/secrets/cloud";
    private static final int MIB = 1024 * 1024;
    private static final int SMALLEST_CHUNK = 5;
    private static final int LARGEST_CHUNK = 5120;

    private S3PodContribution() {}

    public static ObjectNode of(
            S3Settings settings,
            boolean encrypted,
            S3Credentials.Usable credentials,
            ObservedBucket found) {
        var part = JsonNodeFactory.instance.objectNode();
        environment(part.putArray("env"), settings, encrypted);
        var volumes = part.putArray("volumes");
        var mounts = part.putArray("volumeMounts");
        var dependencies = part.putArray("dependencies");
        volumes.addObject()
                .put("name", SECRET)
                .putObject("secret")
                .put("secretName", SECRET)
                .put("optional", false);
        mount(mounts, SECRET, FOLDER);
        depend(dependencies, SECRET);
        if (settings.cloudFront().isObject()) {
            var key = settings.cloudFront().path("privateKey");
            var secret = volumes.addObject().put("name", CLOUD_FRONT).putObject("secret");
            secret.put("secretName", key.path("name").asText(""));
            secret.putArray("items")
                    .addObject()
                    .put("key", key.path("key").asText(""))
                    .put("path", "private.pem");
            secret.put("optional", false);
            mount(mounts, CLOUD_FRONT, CLOUD_FRONT_FOLDER);
            depend(dependencies, key.path("name").asText(""));
        }
        part.putObject("secretData").set("credentials", file(credentials, found));
        return part;
    }

    private static void environment(ArrayNode env, S3Settings settings, boolean encrypted) {
        if (!settings.regionEndpoint().isEmpty()) {
            add(env, "S3_REGIONENDPOINT", YamlScalar.of(settings.regionEndpoint()));
        }
        if (!settings.keyId().isEmpty()) {
            add(env, "S3_KEYID", YamlScalar.of(settings.keyId()));
        }
        int chunk = settings.chunkSizeMiB();
        if (chunk >= SMALLEST_CHUNK && chunk <= LARGEST_CHUNK) {
            add(env, "S3_CHUNKSIZE", String.valueOf((long) chunk * MIB));
        }
        env.addObject().put("name", "REGISTRY_STORAGE").put("value", "s3");
        add(env, "S3_BUCKET", YamlScalar.of(settings.bucket()));
        add(env, "S3_REGION", YamlScalar.of(settings.region()));
        add(env, "S3_ENCRYPT", String.valueOf(encrypted));
        add(env, "S3_FORCEPATHSTYLE", String.valueOf(!settings.virtualHostedStyle()));
        add(env, "S3_CREDENTIALSCONFIGPATH", FOLDER + "/credentials");
        if (settings.isDualStack()) {
            add(env, "S3_USEDUALSTACK", "true");
        }
        if (settings.cloudFront().isObject()) {
            env.addObject()
                    .put("name", "REGISTRY_MIDDLEWARE_STORAGE")
                    .put("value", middleware(settings));
        }
    }

    private static String middleware(S3Settings settings) {
        var cloudFront = settings.cloudFront();
        var duration = settings.cloudFrontDuration();
        return String.join(
                "\n",
                "- name: cloudfront",
                "  options:",
                "    baseurl: " + YamlScalar.of(cloudFront.path("baseURL").asText("")),
                "    privatekey: " + CLOUD_FRONT_FOLDER + "/private.pem",
                "    keypairid: " + YamlScalar.of(cloudFront.path("keypairID").asText("")),
                "    duration: " + (duration.isEmpty() ? "1200s" : duration),
                "    ipfilteredby: none");
    }

    private static void add(ArrayNode env, String name, String value) {
        env.addObject().put("name", "REGISTRY_STORAGE_" + name).put("value", value);
    }

    private static void mount(ArrayNode mounts, String name, String folder) {
        mounts.addObject().put("name", name).put("readOnly", true).put("mountPath", folder);
    }

    private static void depend(ArrayNode dependencies, String secret) {
        dependencies.addObject().put("kind", "Secret").put("name", secret);
    }

    private static ObjectNode file(S3Credentials.Usable credentials, ObservedBucket found) {
        var source = credentials.source();
        var file = JsonNodeFactory.instance.objectNode();
        file.putObject("source")
                .put("apiVersion", source.apiVersion())
                .put("kind", source.kind())
                .put("namespace", source.namespace())
                .put("name", source.name());
        return file.put("pointer", credentials.filePointer())
                .put("digest", found.credentialsDigest());
    }
}
