package org.registryfleet.storageprovisioner.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.change.GoDuration;

class BucketNameTest {

    private static final String GOV = "us-gov-west-1";

    @ParameterizedTest
    @CsvSource({
        "my-cluster-abc12, us-east-1, my-cluster-abc12-image-registry-us-east-1",
        "MY--CLUSTER, us-east-1, my-cluster-image-registry-us-east-1",
        "a-very-long-infrastructure-name-that-exceeds, us-gov-west-1,"
                + " a-very-long-infrastructure-name-that-exceeds-image-registry-us",
        "test, '', test-image-registry"
    })
    void isMadeOfClusterAndRegion(String infrastructure, String region, String bucket) {
        assertThat(BucketName.of(infrastructure, region)).isEqualTo(bucket);
    }

    @Test
    void isCutAndNeverEndsWithADash() {
        assertThat(BucketName.of("x".repeat(34), GOV))
                .isEqualTo("x".repeat(34) + "-image-registry-us-gov-wests");
        assertThat(BucketName.of("x".repeat(32), GOV))
                .isEqualTo("x".repeat(32) + "-image-registry-us-gov-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "test-abcde, us-east1",
        "test, ''",
        "a-very-long-infrastructure-name-that-exceeds, x"
    })
    void isAnotherForEveryClusterAndTheSameEveryTime(String infrastructure, String region) {
        var name = BucketName.unique(infrastructure, region, "uid-1");

        assertThat(name).hasSize(62).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(name).startsWith(infrastructure + "-image-");
        assertThat(BucketName.unique(infrastructure, region, "uid-1")).isEqualTo(name);
        assertThat(BucketName.unique(infrastructure, region, "uid-2")).isNotEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1",
        "123, '\"123\"'",
        "true, '\"true\"'",
        "yes, '\"yes\"'",
        "'', '\"\"'",
        "http://s3.stub.test, http://s3.stub.test",
        "arn:aws:kms:us-east-1:1:key/k, arn:aws:kms:us-east-1:1:key/k",
        "'a: b', '\"a: b\"'"
    })
    void isQuotedWhereYamlWouldReadSomethingElse(String text, String value) {
        assertThat(YamlScalar.of(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "20m, 20m0s",
        "300s, 5m0s",
        "1h, 1h0m0s",
        "20m0s, 20m0s",
        "1.5h, 1h30m0s",
        "soon, soon",
        "'', ''"
    })
    void spellsDurationsAsTheRegistryDoes(String text, String canonical) {
        assertThat(GoDuration.canonical(text)).isEqualTo(canonical);
    }
}
