package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.Action;

import java.time.Duration;
import java.util.Map;

class TopicsTest {

    private final TopicSettings settings =
            new TopicSettings(4, (short) 1, Duration.ofDays(2), 2_000_000);

    @Test
    void hasATopicForEveryEvent() {
        assertThat(Topics.events())
                .extracting(TopicSpec::recordType)
                .containsAll(
                        EventType.all().stream().<Class<?>>map(EventType::type).toList().stream()
                                .map(
                                        type ->
                                                type.asSubclass(
                                                        org.apache.avro.specific.SpecificRecord
                                                                .class))
                                .toList());
    }

    @Test
    void givesEveryTopicItsDeadLetters() {
        assertThat(Topics.all()).hasSize(2 * Topics.events().size());
        assertThat(Topics.all())
                .filteredOn(TopicSpec::isDeadLetter)
                .extracting(TopicSpec::name)
                .containsExactlyElementsOf(
                        Topics.events().stream()
                                .map(topic -> Topics.deadLetter(topic.name()))
                                .toList());
    }

    @Test
    void keepsAuditedRecordsForTheRetention() {
        assertThat(Topics.spec(Topics.STORAGE_ACTIONS).config(settings))
                .isEqualTo(
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "172800000",
                                "retention.bytes", "-1",
                                "max.message.bytes", "2000000"));
        assertThat(Topics.spec(Topics.STATUS).config(settings))
                .isEqualTo(
                        Map.of(
                                "cleanup.policy", "compact",
                                "min.compaction.lag.ms", "172800000",
                                "max.message.bytes", "2000000"));
    }

    @Test
    void hasRoomForTheReasonsInDeadLetters() {
        var letters = Topics.spec(Topics.STATUS).deadLetter();

        assertThat(letters.config(settings))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("max.message.bytes", "2262144");
        assertThatThrownBy(letters::deadLetter).hasMessageContaining("holds dead letters");
    }

    @Test
    void selectsTheTopicsOfOneService() {
        assertThat(Topics.of(Topics.STORAGE_ACTIONS, Topics.STORAGE_OUTCOMES))
                .extracting(TopicSpec::name)
                .containsExactly(
                        "fleet.storage-actions.v1",
                        "fleet.storage-actions.v1.dlt",
                        "fleet.storage-outcomes.v1",
                        "fleet.storage-outcomes.v1.dlt");
        assertThat(Topics.spec(Topics.REGISTRY_ACTIONS).recordType()).isEqualTo(Action.class);
        assertThatThrownBy(() -> Topics.of("fleet.orders.v1"))
                .hasMessageContaining("fleet.orders.v1 is not a topic of the fleet");
    }

    @Test
    void refusesSettingsAltogether() {
        assertThatThrownBy(() -> new TopicSettings(0, (short) 0, Duration.ZERO, 10))
                .hasMessageContaining("partitions is 0")
                .hasMessageContaining("replicationFactor is 0")
                .hasMessageContaining("auditRetention is PT0S")
                .hasMessageContaining("maxMessageBytes is 10");
    }
}
