package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.IdentityTokens;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A provider's executor against the simulated cloud; a canary must not leave it. */
public abstract class ProviderTest {

    protected static final String CANARY = "canary-91f4c07d2be8";

    private static final ProviderTimeouts SHORT =
            new ProviderTimeouts(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final Digester DIGESTER =
            Digester.of("a key for tests of 32 characters".getBytes(StandardCharsets.UTF_8));

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private ObjectStorage executor;
    protected CloudSpace space;
    private boolean isReachable = true;

    /** The token that the cluster issues. */
    protected IdentityTokens tokens = IdentityTokens.NONE;

    @BeforeEach
    void start() {
        space = cloud.space("c1");
        executor =
                new ObjectStorage(
                        SHORT,
                        (cluster, host) ->
                                host.equals("127.0.0.1")
                                        ? Optional.empty()
                                        : Optional.of(
                                                isReachable
                                                        ? address(cluster, host)
                                                        : URI.create("http://127.0.0.1:9/x")),
                        () -> DIGESTER);
    }

    /** Who answers for a host of a provider. */
    protected URI address(String cluster, String host) {
        return cloud.address(cluster);
    }

    /** The digester of the executor and the watchers. */
    protected static String digest(String value) {
        return DIGESTER.digest(value);
    }

    @AfterEach
    void stop() {
        executor.close();
        cloud.close();
    }

    /** Stops the simulated cloud from responding. */
    protected void disconnect() {
        isReachable = false;
    }

    /** Spec of an action for a named bucket. */
    protected abstract ObjectNode spec();

    protected ExternalResourceResult run(Consumer<ObjectNode> change) {
        var spec = spec();
        change.accept(spec);
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", spec);
        return executor.carryOut(
                new ExternalResourceRequest("c1", "Bucket", "bkt", wanted, tokens));
    }

    /** The requests the server received, without token requests and query parameters. */
    protected List<String> requests() {
        return space.targets().stream()
                .map(target -> target.replaceAll("\\?\\S*", ""))
                .filter(target -> !target.contains("token"))
                .toList();
    }

    protected static ObjectNode done(ExternalResourceResult answer) {
        assertThat(answer).isInstanceOf(ExternalResourceResult.Done.class);
        assertThat(answer.toString()).doesNotContain(CANARY);
        return ((ExternalResourceResult.Done) answer).status();
    }

    protected static ExternalResourceResult.Failed failed(ExternalResourceResult answer) {
        assertThat(answer).isInstanceOf(ExternalResourceResult.Failed.class);
        assertThat(answer.toString()).doesNotContain(CANARY);
        return (ExternalResourceResult.Failed) answer;
    }
}
