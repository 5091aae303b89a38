package org.registryfleet.objectstorage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.objectstorage.ProviderTest;

import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.ByteArrayInputStream;
import java.net.URI;

/**
 * The same requests against S3Proxy, a third-party server that verifies signatures, as a check of
 * the simulation.
 */
class SecondOpinionTest extends ProviderTest {

    private final TransientNio2BlobStore store = new TransientNio2BlobStore();
    private final S3Proxy server =
            S3Proxy.builder()
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, "AKIA", CANARY)
                    .blobStore(store)
                    .build();

    @BeforeEach
    void startServer() throws Exception {
        server.start();
    }

    @AfterEach
    void stopServer() throws Exception {
        server.stop();
    }

    @Override
    protected ObjectNode spec() {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", "s3").put("state", "Present").put("bucket", "bkt");
        spec.put("region", "us-east-1").put("endpoint", "http://127.0.0.1:" + server.getPort());
        spec.put("pathStyle", true).put("named", true).put("mayCreate", true).put("owner", "x");
        spec.put("management", "IfCreated");
        spec.putObject("tags").put("kubernetes.io/cluster/x", "owned");
        spec.putObject("credentials").put("id", "AKIA").put("key", CANARY);
        return spec;
    }

    @Test
    void makesABucketAndSaysWhatTheServerCannotDo() {
        var status = done(run(_ -> {}));

        assertThat(store.containerExists("bkt")).isTrue();
        assertThat(status.path("created").asBoolean()).isTrue();
        assertThat(status.at("/encryption/done").asBoolean()).isTrue();
        assertThat(status.at("/tagging/reason").asText()).isEqualTo("NotImplemented");
        assertThat(status.at("/publicAccessBlock/reason").asText()).isEqualTo("NotImplemented");
    }

    @Test
    void changesNothingOfABucketThatIsThere() {
        store.createContainer("bkt");

        var status = done(run(_ -> {}));

        assertThat(status.path("exists").asBoolean()).isTrue();
        assertThat(status.path("managed").asBoolean(true)).isFalse();
    }

    @Test
    void isRefusedWithAnotherKey() {
        var failed = failed(run(spec -> credentials(spec).put("key", "another-key")));

        assertThat(failed.isRefused()).isTrue();
        assertThat(failed.code()).isEqualTo(403);
        assertThat(store.containerExists("bkt")).isFalse();
    }

    @Test
    void takesKeysThatEndWithTheNewlineOfEcho() {
        var status =
                done(run(spec -> credentials(spec).put("id", "AKIA\n").put("key", CANARY + "\n")));

        assertThat(status.path("created").asBoolean()).isTrue();
    }

    @Test
    void removesABucketWithWhatIsInIt() {
        store.createContainer("bkt");
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket("bkt")
                        .key("docker/registry/v2/a")
                        .contentLength(1L)
                        .build(),
                new ByteArrayInputStream(new byte[] {1}));

        done(run(spec -> removal(spec).put("createdHere", true)));

        assertThat(store.containerExists("bkt")).isFalse();
    }

    @Test
    void keepsABucketThatNothingProvesToBeOurs() {
        store.createContainer("bkt");

        assertThat(failed(run(SecondOpinionTest::removal)).reason()).isEqualTo("NotOwned");
        assertThat(store.containerExists("bkt")).isTrue();
    }

    private static ObjectNode credentials(ObjectNode spec) {
        return (ObjectNode) spec.path("credentials");
    }

    private static ObjectNode removal(ObjectNode spec) {
        return spec.put("state", "Absent").put("management", "Managed");
    }
}
