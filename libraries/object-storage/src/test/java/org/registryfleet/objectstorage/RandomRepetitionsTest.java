package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Randomised test: actions of every provider are duplicated, delayed and reordered, by executors
 * that crash midway, for many clusters at once. In the end every cluster has exactly one bucket,
 * what was to be removed is gone, and the user's buckets are unchanged. {@code -Drepetitions.runs}
 * makes it longer, {@code -Drepetitions.seed} changes the seed.
 */
class RandomRepetitionsTest {

    private static final int RUNS = Integer.getInteger("repetitions.runs", 150);
    private static final long SEED = Long.getLong("repetitions.seed", 7);
    private static final int AT_ONCE = 50;
    private static final List<String> PROVIDERS = CloudSpecs.PROVIDERS;

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final Random random = new Random(SEED);
    private ObjectStorage executor;

    /** Replaces a crashed executor; has no state. */
    private ObjectStorage successor;

    @BeforeEach
    void start() {
        executor = open();
        successor = open();
    }

    private ObjectStorage open() {
        var digester =
                Digester.of("a key for tests of 32 characters".getBytes(StandardCharsets.UTF_8));
        return new ObjectStorage(
                ProviderTimeouts.STANDARD,
                (cluster, host) -> Optional.of(cloud.address(cluster)),
                () -> digester);
    }

    @AfterEach
    void stop() {
        executor.close();
        successor.close();
        cloud.close();
    }

    @Test
    void everyClusterHasExactlyOneBucket() throws Exception {
        for (int done = 0; done < RUNS; done += AT_ONCE) {
            var ids =
                    IntStream.range(done, Math.min(RUNS, done + AT_ONCE))
                            .mapToObj(number -> "c" + number)
                            .toList();
            var stories = ids.stream().map(this::story).toList();
            carryOut(stories);
            for (var story : stories) {
                assertOneBucket(story);
                assertNothingButTheUsers(story.cluster());
                cloud.forget(story.cluster());
            }
        }
    }

    /** Runs the clusters concurrently and the actions of each in order, as the service does. */
    private void carryOut(List<Story> stories) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    threads.invokeAll(
                            stories.stream()
                                    .<Callable<Boolean>>map(story -> () -> carryOut(story))
                                    .toList());
            for (var one : done) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private boolean carryOut(Story story) {
        for (var attempt : story.attempts()) {
            var space = cloud.space(story.cluster());
            if (attempt.requestsUntilCrash() >= 0) {
                space.dieAfter(attempt.requestsUntilCrash());
            }
            executor.carryOut(attempt.call());
            space.live();
        }
        return true;
    }

    /**
     * The actions in one cluster's queue.
     *
     * @param isNamed whether the user named the bucket, so that it may exist already
     */
    private record Story(String cluster, boolean isNamed, List<Attempt> attempts) {

        /**
         * S3 buckets are tagged after creation, so a crash in between makes a named one count as
         * the user's.
         */
        boolean mayLoseItsTags() {
            return isNamed
                    && provider(cluster).equals("s3")
                    && attempts.stream().anyMatch(one -> one.requestsUntilCrash() >= 0);
        }
    }

    /**
     * One action.
     *
     * @param requestsUntilCrash number of requests after which the executor crashes without an
     *     outcome; negative for never
     */
    private record Attempt(ExternalResourceRequest call, int requestsUntilCrash) {}

    private void assertOneBucket(Story story) {
        var cluster = story.cluster();
        var again = successor.carryOut(call(cluster, true, !story.isNamed()));
        assertThat(again).as(cluster).isInstanceOf(ExternalResourceResult.Done.class);
        assertThat(names(cluster)).as(cluster).containsExactly(container(cluster), "mine");
        if (story.mayLoseItsTags()) {
            successor.carryOut(call(cluster, true, true));
        } else {
            assertThat(((ExternalResourceResult.Done) again).status().path("managed").asBoolean())
                    .as("%s knows its own bucket", cluster)
                    .isTrue();
        }
    }

    /** Neither the cluster's own removal nor one of the user's bucket deletes the user's bucket. */
    private void assertNothingButTheUsers(String cluster) {
        var gone = successor.carryOut(removal(cluster, container(cluster)));
        assertThat(gone).as(cluster).isInstanceOf(ExternalResourceResult.Done.class);
        var kept = successor.carryOut(removal(cluster, "mine"));
        assertThat(kept).as(cluster).isInstanceOf(ExternalResourceResult.Failed.class);
        assertThat(names(cluster)).as(cluster).containsExactly("mine");
    }

    private List<String> names(String cluster) {
        var space = cloud.space(cluster);
        return switch (provider(cluster)) {
            case "s3" -> List.copyOf(space.s3().names());
            case "gcs" -> List.copyOf(space.gcs().names());
            case "swift" -> List.copyOf(space.swift().names());
            default -> List.copyOf(space.azure().find("acct").orElseThrow().containers().keySet());
        };
    }

    /** One to five attempts at the same action, with varying knowledge of the earlier ones. */
    private Story story(String cluster) {
        var space = cloud.space(cluster);
        switch (provider(cluster)) {
            case "s3" -> space.s3().put("mine", false);
            case "gcs" -> space.gcs().put("mine", false);
            case "swift" -> space.swift().put("mine");
            default -> space.azure().put("acct", false).with("mine");
        }
        boolean isNamed = random.nextBoolean();
        var attempts = new ArrayList<Attempt>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            // for a generated name, later attempts know that the bucket was seen
            var call = call(cluster, isNamed || random.nextBoolean(), !isNamed);
            attempts.add(new Attempt(call, random.nextInt(3) == 0 ? random.nextInt(8) : -1));
        }
        Collections.shuffle(attempts, random);
        // a user's bucket is never deleted, in any order of actions
        attempts.add(random.nextInt(attempts.size()), new Attempt(removal(cluster, "mine"), -1));
        return new Story(cluster, isNamed, attempts);
    }

    private ExternalResourceRequest call(String cluster, boolean named, boolean managed) {
        var spec = spec(cluster, container(cluster));
        spec.put("named", named).put("management", managed ? "Managed" : "IfCreated");
        return call(cluster, spec);
    }

    private static ExternalResourceRequest removal(String cluster, String container) {
        return call(cluster, spec(cluster, container).put("state", "Absent"));
    }

    private static ExternalResourceRequest call(String cluster, ObjectNode spec) {
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", spec);
        return new ExternalResourceRequest(cluster, "Bucket", spec.path("bucket").asText(), wanted);
    }

    private static ObjectNode spec(String cluster, String container) {
        var provider = provider(cluster);
        return CloudSpecs.bucket(
                provider, (provider.equals("azure") ? "acct/" : "") + container, cluster);
    }

    private static String container(String cluster) {
        return cluster + "-image-registry";
    }

    private static String provider(String cluster) {
        return PROVIDERS.get(Integer.parseInt(cluster.substring(1)) % PROVIDERS.size());
    }
}
