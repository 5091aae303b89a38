package org.registryfleet.objectstorage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.objectstorage.ProviderTest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Containers and their contents in Azurite, Microsoft's own emulator of the blob service, which
 * verifies signatures. The Resource Manager, which it lacks, stays simulated. {@code
 * testing/tools/azurite} runs it; {@code -Dazurite} names the program.
 */
@EnabledIfSystemProperty(named = "azurite", matches = ".+")
class AzuriteTest extends ProviderTest {

    /** The first key of every simulated account. */
    private static final String KEY = encoded("acct key 1");

    private Process azurite;
    private HostInPath front;

    @BeforeEach
    void startServer() throws IOException {
        int port = freePort();
        var program =
                new ProcessBuilder(
                        System.getProperty("azurite"),
                        "--inMemoryPersistence",
                        "--disableTelemetry",
                        "--silent",
                        // the SDK's version of the API is newer than any that an emulator knows
                        "--skipApiVersionCheck",
                        "--blobPort",
                        "" + port);
        program.environment().put("AZURITE_ACCOUNTS", "acct:" + KEY);
        azurite =
                program.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await().atMost(Duration.ofMinutes(1)).until(() -> answers(port));
        front = HostInPath.before(port);
    }

    @AfterEach
    void stopServer() throws IOException {
        front.close();
        azurite.destroy();
    }

    @Override
    protected URI address(String cluster, String host) {
        return host.startsWith("acct.blob.") ? front.address() : super.address(cluster, host);
    }

    @Override
    protected ObjectNode spec() {
        var spec = AzureSpecs.withSecret(CANARY);
        spec.put("suffix", "local.azurestack.external").put("isStack", true);
        return spec;
    }

    @Test
    void makesAContainerAndFindsItAgainAsItsOwn() {
        var made = done(run(_ -> {}));
        var found = done(run(_ -> {}));

        assertThat(made.path("created").asBoolean()).isTrue();
        assertThat(found.path("managed").asBoolean()).isTrue();
        assertThat(exists("local.azurestack.external", KEY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.azurestack.external", "core.windows.net"})
    void looksAtAContainerWithTheKeyOfTheUser(String suffix) {
        assertThat(exists(suffix, KEY)).isFalse();

        run(_ -> {});

        assertThat(exists(suffix, KEY)).isTrue();
        assertThat(exists(suffix, encoded("another key"))).isFalse();
    }

    @Test
    void removesTheContainerAndTheEmptyAccount() {
        run(_ -> {});

        done(run(AzuriteTest::removal));

        assertThat(exists("local.azurestack.external", KEY)).isFalse();
        assertThat(space.azure().names()).isEmpty();
    }

    @Test
    void keepsTheAccountWhileItHoldsAnotherContainer() {
        run(_ -> {});
        run(spec -> spec.put("container", "other").put("bucket", "acct/other"));

        done(run(AzuriteTest::removal));

        assertThat(exists("local.azurestack.external", KEY)).isFalse();
        assertThat(space.azure().names()).containsExactly("acct");
    }

    @Test
    void keepsAContainerWhoseMetadataNameAnotherOwner() {
        run(spec -> spec.put("owner", "y"));

        assertThat(failed(run(AzuriteTest::removal)).reason()).isEqualTo("NotOwned");
        assertThat(exists("local.azurestack.external", KEY)).isTrue();
    }

    private boolean exists(String suffix, String key) {
        var status =
                done(
                        run(
                                spec -> {
                                    spec.put("suffix", suffix);
                                    spec.put("isStack", !suffix.equals("core.windows.net"));
                                    spec.putObject("credentials").put("accountKey", key);
                                }));
        return status.path("exists").asBoolean();
    }

    private static ObjectNode removal(ObjectNode spec) {
        return spec.put("state", "Absent");
    }

    private static String encoded(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean answers(int port) {
        try (var _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
