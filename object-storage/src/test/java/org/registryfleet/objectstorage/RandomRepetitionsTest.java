package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.clusteraccess.execution.OutsideCall;
import org.registryfleet.clusteraccess.redaction.Digester;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Actions that come twice, late and in any order, of many clusters at the same time: every cluster
 * has exactly one bucket in the end, and what the user owns is as it was. {@code
 * -Drepetitions.runs} makes it longer, {@code -Drepetitions.seed} another one.
 */
class RandomRepetitionsTest {

    private static final int RUNS = Integer.getInteger("repetitions.runs", 150);
    private static final long SEED = Long.getLong("repetitions.seed", 7);
    private static final int AT_ONCE = 50;
    private static final List<String> PROVIDERS = List.of("s3", "gcs", "azure");

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final Random random = new Random(SEED);
    private final String keyFile = keyFile();
    private ObjectStorage executor;

    @BeforeEach
    void start() {
        var digester =
                Digester.of("a key for tests of 32 characters".getBytes(StandardCharsets.UTF_8));
        executor =
                new ObjectStorage(
                        Limits.STANDARD,
                        (cluster, host) -> Optional.of(cloud.address(cluster)),
                        () -> digester);
    }

    @AfterEach
    void stop() {
        executor.close();
        cloud.close();
    }

    @Test
    void everyClusterHasExactlyOneBucket() throws Exception {
        for (int done = 0; done < RUNS; done += AT_ONCE) {
            var clusters =
                    IntStream.range(done, Math.min(RUNS, done + AT_ONCE))
                            .mapToObj(number -> "c" + number)
                            .toList();
            carryOut(clusters.stream().map(this::story).toList());
            for (var cluster : clusters) {
                assertOneBucket(cluster);
                cloud.forget(cluster);
            }
        }
    }

    /** Clusters at the same time, and the actions of one in a lane, as the service does. */
    private void carryOut(List<List<OutsideCall>> stories) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(
                    stories.stream()
                            .<Callable<List<OutsideAnswer>>>map(
                                    story -> () -> story.stream().map(executor::carryOut).toList())
                            .toList());
        }
    }

    private void assertOneBucket(String cluster) {
        var space = cloud.space(cluster);
        var provider = provider(cluster);
        var again = executor.carryOut(call(cluster, true, false));
        assertThat(again).as(cluster).isInstanceOf(OutsideAnswer.Done.class);
        assertThat(((OutsideAnswer.Done) again).status().path("managed").asBoolean())
                .as("%s knows its own bucket", cluster)
                .isTrue();
        assertThat(names(space, provider)).as(cluster).containsExactly(bucket(cluster), "mine");
    }

    private static List<String> names(CloudSpace space, String provider) {
        return switch (provider) {
            case "s3" -> List.copyOf(space.s3().names());
            case "gcs" -> List.copyOf(space.gcs().names());
            default -> List.copyOf(space.azure().find("acct").orElseThrow().containers().keySet());
        };
    }

    /** One to five attempts at the same, told more or less about what went before. */
    private List<OutsideCall> story(String cluster) {
        var space = cloud.space(cluster);
        space.s3().put("mine", false);
        space.gcs().put("mine", false);
        if (provider(cluster).equals("azure")) {
            space.azure().put("acct", false).with("mine");
        }
        var calls = new ArrayList<OutsideCall>();
        int attempts = 1 + random.nextInt(5);
        for (int i = 0; i < attempts; i++) {
            calls.add(call(cluster, random.nextBoolean(), random.nextInt(4) == 0));
        }
        Collections.shuffle(calls, random);
        return calls;
    }

    private OutsideCall call(String cluster, boolean named, boolean managed) {
        var spec = spec(provider(cluster), cluster);
        spec.put("named", named).put("mayCreate", true).put("createdHere", false);
        spec.put("management", managed ? "Managed" : "IfCreated");
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", spec);
        return new OutsideCall(cluster, "Bucket", bucket(cluster), wanted);
    }

    private ObjectNode spec(String provider, String cluster) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.put("provider", provider).put("state", "Present").put("bucket", bucket(cluster));
        spec.put("owner", cluster);
        var credentials = spec.putObject("credentials");
        switch (provider) {
            case "s3" -> {
                spec.put("region", "eu-west-1").put("endpoint", "http://s3.stub.test");
                spec.put("pathStyle", true);
                spec.putObject("tags").put("kubernetes.io/cluster/" + cluster, "owned");
                credentials.put("id", "AKIA").put("key", "k");
            }
            case "gcs" -> {
                spec.put("region", "us-east1").put("project", "p");
                spec.putObject("labels").put("kubernetes-io-cluster-" + cluster, "owned");
                credentials.put("file", keyFile);
            }
            default -> {
                spec.put("account", "acct").put("container", bucket(cluster));
                spec.put("login", "https://login.microsoftonline.com");
                spec.put("resourceManager", "https://management.azure.com");
                credentials.put("azure_client_secret", "s").put("azure_resourcegroup", "rg");
                credentials.put("azure_tenant_id", "t").put("azure_subscription_id", "sub");
            }
        }
        return spec;
    }

    private static String bucket(String cluster) {
        return cluster + "-image-registry";
    }

    private static String provider(String cluster) {
        return PROVIDERS.get(Integer.parseInt(cluster.substring(1)) % PROVIDERS.size());
    }

    private static String keyFile() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "service_account")
                    .put(
                            "private_key",
                            "-----BEGIN PRIVATE KEY-----\n"
                                    + Base64.getEncoder().encodeToString(key)
                                    + "\n-----END PRIVATE KEY-----\n")
                    .put("client_email", "a@b.iam.gserviceaccount.com")
                    .toString();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
