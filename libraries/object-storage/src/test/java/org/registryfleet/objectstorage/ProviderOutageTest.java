package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.registryfleet.simulatedcloud.call.CloudRefusals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Throttling and outages of a provider: outcomes and circuit breakers. */
class ProviderOutageTest {

    static final List<String> PROVIDERS = CloudSpecs.PROVIDERS;

    private static final ProviderTimeouts SHORT =
            new ProviderTimeouts(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final CloudSpace space = cloud.space("shared");
    private ObjectStorage executor;

    @BeforeEach
    void start() {
        var digester =
                Digester.of("a key for tests of 32 characters".getBytes(StandardCharsets.UTF_8));
        executor =
                new ObjectStorage(
                        SHORT, (_, _) -> Optional.of(cloud.address("shared")), () -> digester);
    }

    @AfterEach
    void stop() {
        executor.close();
        cloud.close();
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void passesOnForHowLongAThrottlingProviderWantsToBeLeftAlone(String provider) {
        refuseAll(provider, 429, "SlowDown");
        space.busyWith("Retry-After", "30");

        var failed = failed(run(provider, "c1", _ -> {}));

        assertThat(failed.isRefused()).isFalse();
        assertThat(failed.code()).isEqualTo(429);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(space.calls()).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void leavesItAloneForEveryClusterWithThisAccount(String provider) {
        refuseAll(provider, 503, "ServerBusy");
        space.busyWith("Retry-After", "30");
        run(provider, "c1", _ -> {});
        int asked = space.calls().size();

        var second = failed(run(provider, "c2", _ -> {}));

        assertThat(second.isRefused()).isFalse();
        assertThat(second.code()).isEqualTo(503);
        assertThat(second.message()).startsWith("not asked, since others with this account");
        assertThat(second.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(38));
        assertThat(space.calls()).hasSize(asked);
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void asksForOtherAccountsNevertheless(String provider) {
        refuseAll(provider, 503, "ServerBusy");
        space.busyWith("Retry-After", "30");
        run(provider, "c1", _ -> {});
        accept(provider);

        assertThat(run(provider, "c2", otherAccount(provider)))
                .isInstanceOf(ExternalResourceResult.Done.class);
    }

    private ExternalResourceResult run(
            String provider, String cluster, Consumer<ObjectNode> change) {
        var bucket = provider.equals("azure") ? "acct/reg" : "bucket-of-" + cluster;
        var spec = CloudSpecs.bucket(provider, bucket, cluster);
        change.accept(spec);
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", spec);
        return executor.carryOut(new ExternalResourceRequest(cluster, "Bucket", bucket, wanted));
    }

    private static Consumer<ObjectNode> otherAccount(String provider) {
        return spec -> {
            var credentials = spec.withObject("/credentials");
            switch (provider) {
                case "s3" -> credentials.put("id", "OTHER");
                case "gcs" -> credentials.put("file", CloudSpecs.keyFile("other"));
                case "azure" -> credentials.put("azure_client_id", "other");
                default -> credentials.put("USERNAME", "other");
            }
        };
    }

    private void refuseAll(String provider, int status, String code) {
        switch (provider) {
            case "s3" -> space.s3().refuse(CloudRefusals.ALL, status, code);
            case "gcs" -> space.gcs().refusals().refuse(CloudRefusals.ALL, status, code);
            case "azure" -> space.azure().refusals().refuse(CloudRefusals.ALL, status, code);
            default -> space.swift().refusals().refuse(CloudRefusals.ALL, status, code);
        }
    }

    private void accept(String provider) {
        switch (provider) {
            case "s3" -> space.s3().accept(CloudRefusals.ALL);
            case "gcs" -> space.gcs().refusals().accept(CloudRefusals.ALL);
            case "azure" -> space.azure().refusals().accept(CloudRefusals.ALL);
            default -> space.swift().refusals().accept(CloudRefusals.ALL);
        }
    }

    private static ExternalResourceResult.Failed failed(ExternalResourceResult answer) {
        assertThat(answer).isInstanceOf(ExternalResourceResult.Failed.class);
        return (ExternalResourceResult.Failed) answer;
    }
}
