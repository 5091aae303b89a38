package org.registryfleet.storageprovisioner.objectstore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.story.Yaml;

/** Stores of their own endpoint, as they stand in data centres. */
class S3RulesOnPremisesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.example.com",
                "s3.example.com:9021",
                "https://s3.example.com ",
                "https://s3 example.com",
                "ftp://s3.example.com",
                "https://"
            })
    void areRefusedUnlessTheirAddressIsAUrl(String endpoint) {
        var rules = rules("{bucket: b, regionEndpoint: '%s'}".formatted(endpoint));

        assertThat(rules.access())
                .isInstanceOfSatisfying(
                        StorageAccess.Denied.class,
                        denied ->
                                assertThat(denied.why())
                                        .startsWith(
                                                "spec.storage.s3.regionEndpoint must be a URL with"
                                                        + " http:// or https://")
                                        .contains("\"" + endpoint + "\""));
        assertThat(rules.denied("").reason()).isEqualTo("InvalidConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "https://rook-ceph-rgw.openshift-storage.svc, true",
        "https://rook-ceph-rgw.openshift-storage.svc:443/, true",
        "http://minio.minio.svc.cluster.local:9000, true",
        "https://s3.example.com:9021, false",
        "https://svc.example.com, false"
    })
    void areInsideWhenTheirNameIsTheClustersOwn(String endpoint, boolean isInside) {
        assertThat(new S3Endpoint(endpoint).objection()).isEmpty();
        assertThat(new S3Endpoint(endpoint).isInside()).isEqualTo(isInside);
    }

    @Test
    void mustHoldABucketOfTheUserWhenNobodyElseReachesThem() {
        assertThat(rules("{regionEndpoint: 'https://minio.minio.svc'}").denied("").message())
                .startsWith("spec.storage.s3.bucket must name a bucket");
    }

    @Test
    void haveADefaultRegionThatTheConfigShows() {
        var rules = rules("{bucket: b, regionEndpoint: 'http://store.example'}");

        assertThat(rules.settings().region()).isEqualTo("us-east-1");
        assertThat(rules.shown().path("region").asText()).isEqualTo("us-east-1");
        assertThat(rules("{bucket: b}").shown().has("region")).isFalse();
    }

    @Test
    void mayRefuseEncryption() {
        assertThat(rules("{bucket: b, encrypt: true, regionEndpoint: 'http://s'}").warnings())
                .singleElement()
                .asString()
                .contains("encrypt");
        assertThat(rules("{bucket: b, encrypt: true}").warnings()).isEmpty();
    }

    private static S3Driver rules(String written) {
        return S3Driver.of(Yaml.object(written), Snapshot.empty());
    }
}
