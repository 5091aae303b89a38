package org.registryfleet.storageprovisioner.objectstore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.DesiredBucket;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.story.Yaml;

import java.util.ArrayList;
import java.util.List;

/** What the bucket and the pods get, and from which Secrets and ConfigMaps of the cluster. */
class S3DriverTest {

    private static final String USERS = secret("image-registry-private-configuration-user", "%s");
    private static final String KEYS =
            USERS.formatted(
                    "REGISTRY_STORAGE_S3_ACCESSKEY: hmac:1, REGISTRY_STORAGE_S3_SECRETKEY: hmac:2");
    private static final String MINTED = secret("installer-cloud-credentials", "%s");

    @Test
    void givesThePodsWhatTheConfigNames() {
        var part =
                contribution(
                        "{bucket: b, region: eu-1, keyID: key/7, chunkSizeMiB: 10,"
                                + " regionEndpoint: 'https://s3.example.com'}",
                        KEYS);

        assertThat(env(part, "REGISTRY_STORAGE_S3_BUCKET")).isEqualTo("b");
        assertThat(env(part, "REGISTRY_STORAGE_S3_REGION")).isEqualTo("eu-1");
        assertThat(env(part, "REGISTRY_STORAGE_S3_REGIONENDPOINT"))
                .isEqualTo("https://s3.example.com");
        assertThat(env(part, "REGISTRY_STORAGE_S3_KEYID")).isEqualTo("key/7");
        assertThat(env(part, "REGISTRY_STORAGE_S3_CHUNKSIZE")).isEqualTo("10485760");
        assertThat(env(part, "REGISTRY_STORAGE_S3_FORCEPATHSTYLE")).isEqualTo("true");
        assertThat(env(part, "REGISTRY_STORAGE_S3_USEDUALSTACK")).isEqualTo("true");
        assertThat(part.path("volumes")).hasSize(1);
        assertThat(part.at("/secretData/credentials/digest").asText()).isEqualTo("hmac:file");
    }

    @Test
    void givesThePodsNothingThatTheConfigLeavesOpen() {
        var part =
                contribution("{bucket: b, region: us-isob-east-1, virtualHostedStyle: true}", KEYS);

        assertThat(env(part, "REGISTRY_STORAGE_S3_FORCEPATHSTYLE")).isEqualTo("false");
        for (var name : List.of("REGIONENDPOINT", "KEYID", "CHUNKSIZE", "USEDUALSTACK")) {
            assertThat(env(part, "REGISTRY_STORAGE_S3_" + name)).as(name).isEmpty();
        }
        assertThat(env(part, "REGISTRY_MIDDLEWARE_STORAGE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, ''", "5, 5242880", "5120, 5368709120", "5121, ''"})
    void passesOnlyChunksThatS3Takes(int mebibytes, String bytes) {
        var part = contribution("{bucket: b, chunkSizeMiB: %d}".formatted(mebibytes), KEYS);

        assertThat(env(part, "REGISTRY_STORAGE_S3_CHUNKSIZE")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"'', 1200s", "20m, 20m0s"})
    void servesThroughCloudFront(String duration, String served) {
        var written =
                "{bucket: b, region: eu-1, cloudFront: {baseURL: 'https://d.cloudfront.net',"
                        + " keypairID: K1, duration: '%s', privateKey: {name: cf, key: pem}}}"
                                .formatted(duration);
        var part = contribution(written, KEYS);

        assertThat(env(part, "REGISTRY_MIDDLEWARE_STORAGE"))
                .isEqualTo(
                        """
                        - name: cloudfront
                          options:
                            baseurl: https://d.cloudfront.net
                            privatekey: /etc/docker/cloudfront/private.pem
                            keypairid: K1
                            duration: %s
                            ipfilteredby: none"""
                                .formatted(served));
        assertThat(part.at("/volumes/1"))
                .isEqualTo(
                        Yaml.object(
                                "{name: registry-cloudfront, secret: {secretName: cf,"
                                        + " items: [{key: pem, path: private.pem}], optional: false}}"));
        assertThat(part.at("/volumeMounts/1/mountPath").asText())
                .isEqualTo("/etc/docker/cloudfront");
        assertThat(part.at("/dependencies/1/name").asText()).isEqualTo("cf");
    }

    @Test
    void showsADurationAsTheRegistrySpellsIt() {
        var driver = driver("{bucket: b, cloudFront: {duration: 20m, keypairID: K1}}", KEYS);

        assertThat(driver.shown().at("/cloudFront/duration").asText()).isEqualTo("20m0s");
        assertThat(driver.settings().inForce().path("cloudFront"))
                .isEqualTo(Yaml.object("{duration: 20m0s, keypairID: K1}"));
        assertThat(driver("{bucket: b}", KEYS).shown().has("cloudFront")).isFalse();
    }

    @Test
    void writesTheEndpointInForceIntoTheConfig() {
        var driver = driver("{bucket: b, regionEndpoint: 'https://s3.example.com'}", KEYS);

        assertThat(driver.inForce(found("{}")))
                .isEqualTo(
                        Yaml.object(
                                "{bucket: b, regionEndpoint: 'https://s3.example.com', region:"
                                        + " us-east-1, virtualHostedStyle: false, trustedCA: {name: ''}}"));
        assertThat(driver.inForce(found("{encryption: {done: true}}")).path("encrypt").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    team         | a     | ''
                    'ke!y'       | a     | key has invalid characters or length
                    ''           | a     | key has invalid characters or length
                    name         | a     | name key is not allowed for user defined tags
                    team         | 'a!b' | value has invalid characters or length
                    kubernetes.io/cluster/x | a | key is in the kubernetes.io namespace
                    sub.kubernetes.io/x | a | key is in the kubernetes.io namespace
                    sub.openshift.io/x  | a | key is in the openshift.io namespace
                    example.io/x | a | ''
                    """)
    void setsTheTagsOfThePlatformThatMayBeSet(String key, String value, String objection) {
        var driver =
                driver(
                        "{bucket: b}",
                        KEYS,
                        infrastructure(
                                "resourceTags: [{key: '%s', value: '%s'}]".formatted(key, value)));
        var tags = wanted(driver).description().path("tags");

        assertThat(tags.path("Name").asText()).isEqualTo("test-abcde-image-registry");
        assertThat(tags.path("kubernetes.io/cluster/test-abcde").asText()).isEqualTo("owned");
        if (objection.isEmpty()) {
            assertThat(tags.path(key).asText()).isEqualTo(value);
            assertThat(driver.warnings()).isEmpty();
        } else {
            assertThat(tags).hasSize(2);
            assertThat(driver.warnings())
                    .containsExactly("The tag \"%s\" is not set: %s".formatted(key, objection));
        }
    }

    @Test
    void takesARoleFromTheCredentialsFileOfThePlatform() {
        var endpoint = "serviceEndpoints: [{name: sts, url: 'https://sts.example.com'}]";
        var driver =
                driver(
                        "{bucket: b}",
                        MINTED.formatted("credentials: hmac:f, aws_access_key_id: hmac:1"),
                        infrastructure(endpoint));
        var wanted = wanted(driver);

        assertThat(wanted.description().at("/credentials/file").asText()).isEqualTo("hmac:f");
        assertThat(wanted.description().path("stsEndpoint").asText())
                .isEqualTo("https://sts.example.com");
        assertThat(wanted.description().at("/identity/audience").asText()).isEqualTo("openshift");
        assertThat(wanted.secrets())
                .containsExactly(
                        SecretValue.copied(
                                "/spec/credentials/file",
                                ref(
                                        "Secret",
                                        "openshift-image-registry",
                                        "installer-cloud-credentials"),
                                "/data/credentials"));
        assertThat(
                        granted(driver)
                                .podContribution()
                                .apply(found("{}"))
                                .at("/secretData/credentials/pointer")
                                .asText())
                .isEqualTo("/data/credentials");
    }

    @Test
    void takesTheKeysOfThePlatformWithoutAFile() {
        var driver =
                driver(
                        "{bucket: b}",
                        MINTED.formatted(
                                "aws_access_key_id: hmac:1, aws_secret_access_key: hmac:2"));

        assertThat(wanted(driver).description().path("credentials"))
                .isEqualTo(Yaml.object("{id: 'hmac:1', key: 'hmac:2'}"));
        assertThat(wanted(driver).description().has("identity")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    image-registry-private-configuration-user | REGISTRY_STORAGE_S3_ACCESSKEY: d | does not contain required key "REGISTRY_STORAGE_S3_SECRETKEY"
                    image-registry-private-configuration-user | REGISTRY_STORAGE_S3_SECRETKEY: d | does not contain required key "REGISTRY_STORAGE_S3_ACCESSKEY"
                    installer-cloud-credentials               | aws_access_key_id: d             | invalid secret for aws credentials
                    installer-cloud-credentials               | aws_secret_access_key: d         | invalid secret for aws credentials
                    another                                   | aws_access_key_id: d             | unable to get cluster minted credentials
                    """)
    void saysWhichCredentialsAreMissing(String name, String data, String why) {
        assertThat(driver("{bucket: b}", secret(name, data)).access())
                .isInstanceOfSatisfying(
                        StorageAccess.Denied.class,
                        denied -> {
                            assertThat(denied.why()).contains(why);
                            assertThat(denied.isOfConfig()).isFalse();
                        });
    }

    @Test
    void trustsTheUsersBundleInsteadOfTheSystems() {
        var named = "{bucket: b, trustedCA: {name: mine}}";
        var bundle = configMap("openshift-config", "mine", "ca-bundle.crt: PEM");

        var cloud = configMap("openshift-config-managed", "kube-cloud-config", "ca-bundle.pem: C");

        var users = wanted(driver(named, KEYS, bundle, cloud)).description();
        var clouds = wanted(driver("{bucket: b}", KEYS, bundle, cloud)).description();

        assertThat(users.path("caBundle").asText()).isEqualTo("PEM");
        assertThat(users.path("systemTrust").asBoolean(true)).isFalse();
        assertThat(clouds.path("caBundle").asText()).isEqualTo("C");
        assertThat(clouds.path("systemTrust").asBoolean(false)).isTrue();
    }

    @Test
    void saysWhatIsWrongWithTheUsersBundle() {
        var named = "{bucket: b, trustedCA: {name: mine}}";

        assertThat(denial(driver(named, KEYS)))
                .isEqualTo(
                        "unable to get S3 CA bundle: failed to get trusted CA \"mine\": configmap"
                                + " \"mine\" not found");
        assertThat(denial(driver(named, KEYS, configMap("openshift-config", "mine", "other: x"))))
                .isEqualTo(
                        "unable to get S3 CA bundle: trusted CA config map \"mine\" does not contain"
                                + " required key \"ca-bundle.crt\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ConfigMap, openshift-config, any, true",
        "ConfigMap, openshift-config-managed, kube-cloud-config, true",
        "ConfigMap, openshift-config-managed, other, false",
        "Secret, openshift-config, any, false"
    })
    void concernsWhereBundlesAre(String kind, String namespace, String name, boolean concerns) {
        assertThat(S3Driver.concerns(ref(kind, namespace, name))).isEqualTo(concerns);
    }

    @ParameterizedTest
    @CsvSource({"'', AES256", "key/7, aws:kms"})
    void saysHowABucketIsEncrypted(String keyId, String algorithm) {
        var driver = driver("{bucket: b, keyID: '%s'}".formatted(keyId), KEYS);

        assertThat(driver.conditions(found("{encryption: {done: true}}")))
                .filteredOn(one -> one.type().equals("StorageEncrypted"))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains(algorithm));
    }

    @Test
    void saysWhyAPropertyOfABucketIsNotSet() {
        var conditions =
                driver("{bucket: b}", KEYS)
                        .conditions(
                                found(
                                        "{tagging: {done: false, reason: AccessDenied, message: m}}"));

        assertThat(conditions)
                .filteredOn(one -> one.type().equals("StorageTagged"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.status()).isEqualTo("False");
                            assertThat(one.reason()).isEqualTo("AccessDenied");
                            assertThat(one.message()).isEqualTo("m");
                        });
    }

    @Test
    void leavesAStoreInsideTheClusterToThePods() {
        var driver = driver("{bucket: b, regionEndpoint: 'https://minio.minio.svc'}", KEYS);

        assertThat(wanted(driver).description().path("inside").asBoolean()).isTrue();
        assertThat(driver.conditions(found("{unchecked: true}")))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.status()).isEqualTo("Unknown");
                            assertThat(one.message()).contains("https://minio.minio.svc");
                        });
    }

    private static S3Driver driver(String written, String... objects) {
        var observed = new ArrayList<Observed>();
        for (var object : objects) {
            var content = Yaml.object(object);
            observed.add(new Observed(Yaml.ref(content), "u", "1", content));
        }
        return S3Driver.of(Yaml.object(written), Snapshot.of(observed));
    }

    private static StorageAccess.Granted granted(S3Driver driver) {
        return (StorageAccess.Granted) driver.access();
    }

    private static DesiredBucket wanted(S3Driver driver) {
        return granted(driver).bucket();
    }

    private static String denial(S3Driver driver) {
        return ((StorageAccess.Denied) driver.access()).why();
    }

    private static ObjectNode contribution(String written, String... objects) {
        return granted(driver(written, objects)).podContribution().apply(found("{}"));
    }

    private static ObservedBucket found(String status) {
        var content = Yaml.object("{status: %s}".formatted(status));
        content.withObject("/status").put("credentialsDigest", "hmac:file");
        return new ObservedBucket(new Observed(ObservedBucket.ref("s3", "b"), "u", "1", content));
    }

    private static String env(JsonNode part, String name) {
        return part.path("env")
                .valueStream()
                .filter(one -> one.path("name").asText().equals(name))
                .map(one -> one.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static String infrastructure(String aws) {
        return "{apiVersion: config.openshift.io/v1, kind: Infrastructure, metadata: {name: cluster},"
                + " status: {infrastructureName: test-abcde, platformStatus: {type: AWS, aws: {region:"
                + " us-east-1, %s}}}}".formatted(aws);
    }

    private static String secret(String name, String data) {
        return "{apiVersion: v1, kind: Secret, metadata: {namespace: openshift-image-registry, name: %s}, data: {%s}}"
                .formatted(name, data);
    }

    private static String configMap(String namespace, String name, String data) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {namespace: %s, name: %s}, data: {%s}}"
                .formatted(namespace, name, data);
    }

    private static ObjectRef ref(String kind, String namespace, String name) {
        return new ObjectRef("v1", kind, namespace, name);
    }
}
