package org.registryfleet.storageprovisioner.objectstore.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.ledger.Failure;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.story.Yaml;

import java.util.List;

/** Section 2.6.4, conditions. */
class GcsConditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {bound: 2}            | True  | SuccessTaggingBucket | Successfully added user-defined tags to b storage bucket
                    {bound: 0}            | False | SuccessTaggingBucket | user did not define any tags
                    {bound: 1, error: denied} | False | ErrorTaggingBucket | denied
                    """)
    void saysWhetherTheTagsAreBound(String tagging, String status, String reason, String message) {
        assertThat(of("{managed: true, tagging: %s}".formatted(tagging)))
                .contains(new StorageCondition("StorageTagged", status, reason, message));
    }

    @Test
    void saysThatABucketWithAKeyIsEncrypted() {
        assertThat(of("{managed: true, keyId: projects/p/key}"))
                .extracting(StorageCondition::type)
                .containsExactly(
                        "StorageExists", "StorageLabeled", "StorageEncrypted", "StorageTagged");
    }

    @Test
    void saysOfABucketOfTheUserOnlyThatItExists() {
        assertThat(of("{managed: false, keyId: k, tagging: {bound: 1}}"))
                .containsExactly(StorageCondition.exists("GCS Bucket Exists", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "404, False, Bucket does not exist",
        "403, False, 403",
        "Timeout, Unknown, Unknown Error Occurred",
        "'', Unknown, Unknown Error Occurred"
    })
    void putsAFailureIntoTheWordsOfTheProvider(String reason, String status, String shown) {
        var failure = new Failure(true, false, reason, "m");
        var driver = GcsDriver.of(Yaml.object("{bucket: b}"), Snapshot.empty());

        assertThat(driver.failed(failure))
                .satisfies(
                        condition -> {
                            assertThat(condition.status()).isEqualTo(status);
                            assertThat(condition.reason()).isEqualTo(shown);
                            assertThat(condition.message()).isEqualTo("m");
                        });
        assertThat(driver.notDeleted(failure)).isEqualTo(StorageCondition.exists(reason, "m"));
    }

    private static List<StorageCondition> of(String status) {
        var content = Yaml.object("{status: %s}".formatted(status));
        var ref = ObservedBucket.ref("gcs", "b");
        return GcsConditions.of(new ObservedBucket(new Observed(ref, "u", "1", content)), "b");
    }
}
