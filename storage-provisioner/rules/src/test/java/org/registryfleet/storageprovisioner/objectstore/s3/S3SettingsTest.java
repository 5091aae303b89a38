package org.registryfleet.storageprovisioner.objectstore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.storageprovisioner.objectstore.Infrastructure;

class S3SettingsTest {

    /** Section 2.6.3, effective configuration; columns after the arrow: what the pod and we use. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS | eu-1 |  ''         |  ''  | ''       || eu-1 | ''       | false | ''",
                "AWS | eu-1 | http://c    |  ''  | ''       || eu-1 | http://c | true  | http://c",
                "AWS | eu-1 | http://c    | us-2 | ''       || us-2 | ''       | false | http://c",
                "AWS | eu-1 | http://c    |  ''  | http://o || us-east-1 | http://o | false | http://o",
                "VSphere | '' | ''        |  ''  | ''       || ''   | ''       | false | ''",
                "VSphere | '' | ''        | us-2 | http://o || us-2 | http://o | false | http://o"
            })
    void takesFromThePlatformWhatTheConfigLeavesOpen(
            String platform,
            String clusterRegion,
            String clusterEndpoint,
            String region,
            String regionEndpoint,
            String none,
            String effectiveRegion,
            String effectiveEndpoint,
            boolean virtualHosted,
            String ours) {
        var written =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("region", region)
                        .put("regionEndpoint", regionEndpoint);

        var settings =
                S3Settings.of(written, infrastructure(platform, clusterRegion, clusterEndpoint));

        assertThat(settings.region()).isEqualTo(effectiveRegion);
        assertThat(settings.regionEndpoint()).isEqualTo(effectiveEndpoint);
        assertThat(settings.virtualHostedStyle()).isEqualTo(virtualHosted);
        assertThat(settings.endpoint()).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, true", "us-gov-east-1, true", "us-iso-east-1, false"})
    void usesDualStackWhereThePartitionHasIt(String region, boolean dualStack) {
        var written = JsonNodeFactory.instance.objectNode().put("region", region);

        assertThat(S3Settings.of(written, infrastructure("AWS", region, "")).isDualStack())
                .isEqualTo(dualStack);
    }

    private static Infrastructure infrastructure(String platform, String region, String endpoint) {
        var status = JsonNodeFactory.instance.objectNode().put("infrastructureName", "c");
        var platformStatus = status.putObject("platformStatus").put("type", platform);
        var aws = platformStatus.putObject("aws").put("region", region);
        if (!endpoint.isEmpty()) {
            aws.putArray("serviceEndpoints").addObject().put("name", "s3").put("url", endpoint);
        }
        JsonNode result = status;
        return new Infrastructure(result, "u1");
    }
}
