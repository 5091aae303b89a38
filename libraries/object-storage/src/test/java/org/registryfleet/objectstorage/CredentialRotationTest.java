package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The next action after a rotation uses the new credentials, not those of a client in the pool. */
class CredentialRotationTest {

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final CloudSpace space = cloud.space("c1");
    private final ObjectStorage executor =
            new ObjectStorage(
                    ProviderTimeouts.STANDARD,
                    (_, _) -> Optional.of(cloud.address("c1")),
                    () ->
                            Digester.of(
                                    "a key for tests of 32 characters"
                                            .getBytes(StandardCharsets.UTF_8)));

    @AfterEach
    void stop() {
        executor.close();
        cloud.close();
    }

    @Test
    void ofS3() {
        var old = CloudSpecs.bucket("s3", "bkt", "x");
        assertThat(run(old)).isInstanceOf(ExternalResourceResult.Done.class);
        space.s3().disown("AKIA");
        assertThat(run(old)).isInstanceOf(ExternalResourceResult.Failed.class);

        var renewed = CloudSpecs.bucket("s3", "bkt", "x");
        renewed.withObject("/credentials").put("id", "RENEWED");
        var answer = run(renewed);

        assertThat(answer).isInstanceOf(ExternalResourceResult.Done.class);
        assertThat(digest(answer)).isNotEmpty();
    }

    /** Credentials that are exchanged for tokens first: the token service receives the new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"gcs", "azure", "swift"})
    void ofProvidersWithTokens(String provider) {
        var bucket = provider.equals("azure") ? "acct/reg" : "bkt";
        run(CloudSpecs.bucket(provider, bucket, "x"));
        var before = tokenRequests();

        var renewed = CloudSpecs.bucket(provider, bucket, "x");
        var credentials = renewed.withObject("/credentials");
        switch (provider) {
            case "gcs" -> credentials.put("file", CloudSpecs.keyFile("renewed"));
            case "azure" -> credentials.put("azure_client_secret", "renewed");
            default -> credentials.put("PASSWORD", "renewed");
        }
        assertThat(run(renewed)).isInstanceOf(ExternalResourceResult.Done.class);

        var after = tokenRequests();
        assertThat(after).hasSizeGreaterThan(before.size());
        assertThat(after.getLast()).isNotIn(before);
        if (!provider.equals("gcs")) {
            assertThat(after.getLast()).contains("renewed");
        }
    }

    private List<String> tokenRequests() {
        return space.calls().stream()
                .filter(call -> call.target().contains("token"))
                .map(call -> call.body())
                .toList();
    }

    private ExternalResourceResult run(ObjectNode spec) {
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", spec);
        return executor.carryOut(
                new ExternalResourceRequest("c1", "Bucket", spec.path("bucket").asText(), wanted));
    }

    private static String digest(ExternalResourceResult answer) {
        return ((ExternalResourceResult.Done) answer).status().path("credentialsDigest").asText("");
    }
}
