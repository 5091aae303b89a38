package org.registryfleet.clusteraccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.clusteraccess.Cluster.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.clusteraccess.api.ApiRequest;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusteraccess.api.ApiResult.Success;
import org.registryfleet.clusteraccess.api.ApiResult.Unanswered;
import org.registryfleet.clusteraccess.api.ApiResult.Why;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusteraccess.credential.DigestKeySource;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

class ClusterConnectionsTest {
    private static final ApiRequest VERSION = ApiRequest.get("/version");

    @TempDir Path folder;
    private SimulatedFleet fleet;
    private ClusterConnections connections;

    @BeforeEach
    void start() throws Exception {
        fleet = SimulatedFleet.start();
        Files.writeString(folder.resolve("hub"), fleet.addCluster("hub").kubeconfig());
        connections =
                new ClusterConnections(
                        ConnectionSettings.of("test", folder)
                                .withHub("kubeconfig:hub")
                                .withCallTimeLimit(Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        connections.close();
        fleet.close();
    }

    @Test
    void knowWhichClustersAreSimulated() {
        connections.register(registration("paper", true));
        connections.register(registration("real", false));
        connections.register(registration("no-more", true));
        connections.register(registration("no-more", false));
        connections.register(registration("gone", true));
        connections.remove("gone");

        assertThat(List.of("paper", "real", "no-more", "gone", "never-heard-of"))
                .filteredOn(connections::isSimulated)
                .containsExactly("paper");
    }

    private static ClusterRegistration registration(String cluster, boolean simulated) {
        return ClusterRegistration.newBuilder()
                .setCluster(cluster)
                .setCredential("kubeconfig:" + cluster)
                .setSimulated(simulated)
                .build();
    }

    @Test
    void namesAMissingFile() {
        connections.register("c", "kubeconfig:absent");

        assertThat(message(call("c")))
                .contains("cluster c (kubeconfig:absent)", "no such file", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{clusters: [}",
                "{clusters: [{name: c}], contexts: [{name: x}], current-context: y, users: [{user:"
                        + " {token: the-token}}]}"
            })
    void saysWhatIsWrongWithAKubeconfig(String content) throws Exception {
        Files.writeString(folder.resolve("c"), content);
        connections.register("c", "kubeconfig:c");

        assertThat(message(call("c")))
                .contains("cluster c (kubeconfig:c)")
                .doesNotContain("the-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kubeconfig:../etc/passwd", "kubeconfig:a/b", "secret:x", "file:x"})
    void refusesWhatIsNoReference(String reference) {
        assertThatThrownBy(() -> connections.register("c", reference))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("write kubeconfig:<file name>");
    }

    @Test
    void readsAFileAnewWhenItChanges() throws Exception {
        var file = folder.resolve("c");
        fleet.addCluster("c", secured("new-token"));
        Files.writeString(file, fleet.kubeconfig("c").replace("new-token", "old-token"));
        connections.register("c", "kubeconfig:c");
        var refused = call("c");
        assertThat(refused).isInstanceOf(Rejected.class);
        assertThat(message(refused))
                .contains("cluster c (kubeconfig:c)", "(401)", "renew")
                .doesNotContain("old-token");

        Files.writeString(file, fleet.kubeconfig("c"));
        assertThat(call("c")).isInstanceOf(Success.class);
    }

    @Test
    void goesOnWithAnotherReference() throws Exception {
        connections.register("c", "kubeconfig:absent");
        var api = connections.api("c").orElseThrow();
        assertThat(api.call(VERSION)).isInstanceOf(Unanswered.class);

        connections.register("c", "kubeconfig:hub");
        assertThat(api.call(VERSION)).isInstanceOf(Success.class);
    }

    @Test
    void takesCredentialsFromSecretsOfTheHub() {
        fleet.addCluster("c", secured("a-token"));
        secret("whole", "'kubeconfig':'%s'".formatted(encoded(fleet.kubeconfig("c"))));
        secret(
                "parts",
                "'server':'%s','token':'%s'"
                        .formatted(encoded(fleet.baseUrl("c")), encoded("a-token")));
        connections.register("c1", "secret:fleet/whole");
        connections.register("c2", "secret:fleet/parts");

        assertThat(call("c1")).isInstanceOf(Success.class);
        assertThat(call("c2")).isInstanceOf(Success.class);
        assertThat(connections.clusters()).containsExactlyInAnyOrder("c1", "c2");
    }

    @Test
    void opensARotatedCredentialAlthoughTheOldOneStillWorks() {
        fleet.addCluster("old", secured("a-token"));
        fleet.addCluster("new", secured("a-token"));
        secret("rotated", argo("old", "{'bearerToken':'a-token'}"));
        connections.register(imported("1"));
        assertThat(call("c")).isInstanceOf(Success.class);

        secret("rotated", argo("new", "{'bearerToken':'a-token'}"));
        assertThat(call("c")).isInstanceOf(Success.class);
        assertThat(requests("new")).isZero();

        connections.register(imported("2"));

        await().untilAsserted(
                        () -> {
                            assertThat(call("c")).isInstanceOf(Success.class);
                            assertThat(requests("new")).isPositive();
                        });
        var before = requests("old");
        assertThat(call("c")).isInstanceOf(Success.class);
        assertThat(requests("old")).isEqualTo(before);
    }

    @Test
    void goesOnWithARotatedCredentialThatCannotBeRead() {
        fleet.addCluster("old", secured("a-token"));
        secret("rotated", argo("old", "{'bearerToken':'a-token'}"));
        connections.register(imported("1"));
        assertThat(call("c")).isInstanceOf(Success.class);

        secret("rotated", "'server':'%s'".formatted(encoded("no address")));
        connections.register(imported("2"));

        assertThat(call("c")).isInstanceOf(Success.class);
    }

    @Test
    void readsSecretsOfArgoCdAndTrustsNobodyBlindly() {
        fleet.addCluster("c", secured("a-token"));
        secret("argo", argo("{'bearerToken':'a-token'}"));
        secret("insecure", argo("{'tlsClientConfig':{'insecure':true}}"));
        secret("exec", argo("{'execProviderConfig':{'command':'touch'}}"));
        secret("named", argo("{'tlsClientConfig':{'serverName':'other'}}"));
        secret("text", argo("a-token"));

        assertThat(callAs("argocd:fleet/argo")).isInstanceOf(Success.class);
        assertThat(message(callAs("argocd:fleet/insecure"))).contains("InsecureTls");
        assertThat(message(callAs("argocd:fleet/exec"))).contains("ExecInSecret", "is not run");
        assertThat(message(callAs("argocd:fleet/named")))
                .contains(
                        "ServerName", "name the server by a host name that is in its certificate");
        assertThat(message(callAs("argocd:fleet/text")))
                .contains("NoConfig")
                .doesNotContain("a-token");
    }

    private ApiResult callAs(String reference) {
        connections.register("c", reference);
        return call("c");
    }

    private String argo(String config) {
        return argo("c", config);
    }

    private String argo(String cluster, String config) {
        return "'server':'%s','config':'%s'"
                .formatted(
                        encoded(fleet.baseUrl(cluster)), encoded(config.replace((char) 39, '"')));
    }

    private int requests(String cluster) {
        return fleet.cluster(cluster).requests().recent().size();
    }

    private static ClusterRegistration imported(String digest) {
        return ClusterRegistration.newBuilder()
                .setCluster("c")
                .setCredential("argocd:fleet/rotated")
                .setSource("argo")
                .setCredentialDigest(digest)
                .build();
    }

    @Test
    void runsNoCommandForAKubeconfigFromASecret() {
        var trap = folder.resolve("trap");
        var kubeconfig =
                """
                {current-context: c, clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}],
                 contexts: [{name: c, context: {cluster: c, user: u}}],
                 users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: ["%s"]}}}]}
                """
                        .formatted(trap);
        secret("evil", "'kubeconfig':'%s'".formatted(encoded(kubeconfig)));
        connections.register("c", "secret:fleet/evil");

        assertThat(message(call("c"))).contains("must not use 'exec'");
        assertThat(trap).doesNotExist();
    }

    @Test
    void letsGoOfACallThatIsCancelled() throws Exception {
        var cluster = fleet.addCluster("c");
        Files.writeString(folder.resolve("c"), cluster.kubeconfig());
        connections.register("c", "kubeconfig:c");
        call("c");
        var arrived = new AtomicBoolean();
        cluster.faults()
                .when(
                        request -> {
                            arrived.set(true);
                            return true;
                        },
                        new Fault.Hang());
        CompletableFuture<ApiResult> answer = connections.api("c").orElseThrow().send(VERSION);
        await().untilTrue(arrived);

        answer.cancel(true);

        await().until(() -> fleet.connections() == 0);
        assertThat(answer).isCancelled();
    }

    @Test
    void forgetsAClusterThatHasLeft() {
        connections.register("c", "kubeconfig:hub");
        var api = connections.api("c").orElseThrow();
        api.call(VERSION);
        connections.remove("c");

        assertThat(connections.api("c")).isEmpty();
        assertThat(message(api.call(VERSION))).contains("taken out of the fleet");
    }

    @Test
    void loadsTheDigestKeyAndNeverShowsIt() throws Exception {
        var file = folder.resolve("key");
        Files.writeString(file, "short");
        assertThatThrownBy(() -> DigestKeySource.load("file:" + file))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("short'");
        assertThatThrownBy(() -> DigestKeySource.load("the-key-itself-in-the-config"))
                .hasMessageContaining("never as a value")
                .hasMessageNotContaining("itself-in");
        Files.writeString(file, "a-key-of-enough-bytes");
        assertThat(DigestKeySource.load("file:" + file).digest("x")).startsWith("hmac:");
    }

    private ApiResult call(String cluster) {
        return connections.api(cluster).orElseThrow().call(VERSION);
    }

    private static String message(ApiResult answer) {
        if (answer instanceof Unanswered(var why, var message)) {
            assertThat(why).isEqualTo(Why.BAD_CREDENTIAL);
            return message;
        }
        return ((Rejected) answer).message();
    }

    private static ClusterProfile secured(String token) {
        return ClusterProfile.empty().withSettings(ServerSettings.DEFAULT.withToken(token));
    }

    private void secret(String name, String data) {
        fleet.cluster("hub")
                .apply(json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'fleet'}}"));
        fleet.cluster("hub")
                .apply(
                        json(
                                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'%s','namespace':'fleet','labels':{'tier':'a','fleet.registryfleet.org/cluster':'true'}},'data':{%s}}"
                                        .formatted(name, data)));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
