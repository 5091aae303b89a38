package org.registryfleet.objectstorage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.dispatch.Inventories;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.objectstorage.inventory.Inventory;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.simulatedcloud.CloudSpace;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The inventory finds what was created here, and removes nothing else. */
class InventoriesTest {

    static final List<String> PROVIDERS = CloudSpecs.PROVIDERS;

    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final CloudSpace space = cloud.space("account");
    private final EndpointOverride endpointOverride =
            (cluster, host) -> Optional.of(cloud.address("account"));
    private ObjectStorage executor;

    @BeforeEach
    void start() {
        var digester =
                Digester.of("a key for tests of 32 characters".getBytes(StandardCharsets.UTF_8));
        executor = new ObjectStorage(ProviderTimeouts.STANDARD, endpointOverride, () -> digester);
    }

    @AfterEach
    void stop() {
        executor.close();
        cloud.close();
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void listsWhatWasMadeHereAndNothingElse(String provider) throws Exception {
        var foreign = foreign(provider);
        var made = make(provider, "mine", "gone-abcde");

        try (var inventory = open(provider)) {
            var survey = inventory.survey();

            assertThat(survey.troubles()).isEmpty();
            assertThat(survey.buckets())
                    .extracting(MarkedBucket::name, MarkedBucket::owner)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(made, "gone-abcde"));
            assertThat(provider.equals("azure") || !survey.buckets().getFirst().since().isEmpty())
                    .isTrue();
            assertThat(inventory.usage(survey.buckets().getFirst()).objects()).isZero();
        }
        assertThat(names(provider)).contains(foreign);
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void readsEveryPage(String provider) throws Exception {
        for (int i = 0; i < 130; i++) {
            space.s3().put("user-%03d".formatted(i), false);
            space.gcs().put("user-%03d".formatted(i), false);
            space.azure().put("user%03d".formatted(i), false);
            space.swift().put("user-%03d".formatted(i));
        }
        var made = make(provider, "zzz", "gone-abcde");
        fill(provider, made, 250);

        try (var inventory = open(provider)) {
            var found = inventory.survey().buckets();

            assertThat(found).extracting(MarkedBucket::name).containsExactly(made);
            var usage = inventory.usage(found.getFirst());
            assertThat(usage.objects()).isEqualTo(250);
            assertThat(usage.bytes()).isEqualTo(250);
            assertThat(usage.isComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void removesABucketWithAllThatIsInIt(String provider) throws Exception {
        var made = make(provider, "mine", "gone-abcde");
        fill(provider, made, 120);

        try (var inventory = open(provider)) {
            var answer = inventory.remove(inventory.survey().buckets().getFirst());

            assertThat(answer).isInstanceOf(ExternalResourceResult.Done.class);
            assertThat(names(provider)).doesNotContain(made);
            assertThat(inventory.survey().buckets()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void keepsABucketWhoseMarkIsNotAsItWas(String provider) throws Exception {
        var foreign = foreign(provider);
        var made = make(provider, "mine", "gone-abcde");

        try (var inventory = open(provider)) {
            refuses(inventory, new MarkedBucket(made, "other-fghij", ""));
            refuses(inventory, new MarkedBucket(foreign, "gone-abcde", ""));
        }
        assertThat(names(provider)).contains(made, foreign);
    }

    @Test
    void removesVersionsAndUnfinishedUploadsOfS3() throws Exception {
        var made = make("s3", "mine", "gone-abcde");
        var bucket = space.s3().find(made).orElseThrow();
        bucket.keys().add("docker/a");
        bucket.oldVersions().add("docker/a");
        bucket.oldVersions().add("docker/deleted");
        bucket.uploads().add("docker/b");

        try (var inventory = open("s3")) {
            var found = inventory.survey().buckets().getFirst();
            assertThat(inventory.usage(found).objects()).isEqualTo(3);
            assertThat(inventory.remove(found)).isInstanceOf(ExternalResourceResult.Done.class);
        }
        assertThat(space.s3().names()).isEmpty();
    }

    @Test
    void namesABucketThatCannotBeLookedAtAndGoesOn() throws Exception {
        make("s3", "mine", "gone-abcde");
        space.s3().refuse("GetBucketTagging", 403, "AccessDenied");

        try (var inventory = open("s3")) {
            var survey = inventory.survey();

            assertThat(survey.buckets()).isEmpty();
            assertThat(survey.troubles()).hasSize(1);
            assertThat(survey.troubles().getFirst().message()).startsWith("AccessDenied: ");
        }
    }

    @Test
    void findsAnAccountOfAzureThatWasLeftWithoutContainers() throws Exception {
        var made = make("azure", "mine", "gone-abcde");
        space.azure().find("acct").orElseThrow().containers().clear();

        try (var inventory = open("azure")) {
            var found = inventory.survey().buckets();
            assertThat(made).isEqualTo("acct/mine");
            assertThat(found).extracting(MarkedBucket::name).containsExactly("acct/");
            assertThat(inventory.remove(found.getFirst()))
                    .isInstanceOf(ExternalResourceResult.Done.class);
        }
        assertThat(space.azure().names()).isEmpty();
    }

    private Inventory open(String provider) throws IOException {
        return Inventories.open(
                CloudSpecs.place(provider), ProviderTimeouts.STANDARD, endpointOverride);
    }

    private static void refuses(Inventory inventory, MarkedBucket bucket) {
        assertThat(inventory.remove(bucket))
                .isInstanceOfSatisfying(
                        ExternalResourceResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("NotOwned"));
    }

    private String make(String provider, String name, String owner) {
        var bucket = provider.equals("azure") ? "acct/" + name : name;
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("spec", CloudSpecs.bucket(provider, bucket, owner));
        var answer = executor.carryOut(new ExternalResourceRequest("c1", "Bucket", bucket, wanted));
        assertThat(answer).isInstanceOf(ExternalResourceResult.Done.class);
        return bucket;
    }

    /** A bucket of the user, tagged as installers tag what belongs to a cluster. */
    private String foreign(String provider) {
        switch (provider) {
            case "s3" ->
                    space.s3()
                            .put("users", false)
                            .properties()
                            .put(
                                    "tagging",
                                    "<Tagging><TagSet><Tag><Key>kubernetes.io/cluster/gone-abcde</Key><Value>owned</Value></Tag></TagSet></Tagging>");
            case "gcs" ->
                    space.gcs()
                            .put("users", false)
                            .resource()
                            .putObject("labels")
                            .put("kubernetes-io-cluster-gone-abcde", "owned");
            case "azure" -> {
                var account = space.azure().put("users", false).with("data");
                account.resource().putObject("tags").put("kubernetes.io_cluster.gone", "owned");
            }
            default ->
                    space.swift()
                            .put("users")
                            .metadata()
                            .put("x-container-meta-openshiftclusterid", "gone-abcde");
        }
        return provider.equals("azure") ? "users/data" : "users";
    }

    private void fill(String provider, String bucket, int objects) {
        for (int i = 0; i < objects; i++) {
            switch (provider) {
                case "s3" -> space.s3().find(bucket).orElseThrow().keys().add("docker/" + i);
                case "gcs" -> space.gcs().find(bucket).orElseThrow().objects().add("docker/" + i);
                case "swift" -> space.swift().find(bucket).orElseThrow().objects().add("f/" + i);
                default ->
                        space.azure()
                                .find("acct")
                                .orElseThrow()
                                .blobs()
                                .put(bucket.substring("acct/".length()), objects);
            }
        }
    }

    private List<String> names(String provider) {
        return switch (provider) {
            case "s3" -> List.copyOf(space.s3().names());
            case "gcs" -> List.copyOf(space.gcs().names());
            case "swift" -> List.copyOf(space.swift().names());
            default ->
                    space.azure().names().stream()
                            .flatMap(
                                    account ->
                                            space
                                                    .azure()
                                                    .find(account)
                                                    .orElseThrow()
                                                    .containers()
                                                    .keySet()
                                                    .stream()
                                                    .map(container -> account + "/" + container))
                            .toList();
        };
    }
}
