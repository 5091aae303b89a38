package org.registryfleet.storageprovisioner.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.config.StorageSection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The storage in use, as shown in the Config's status. It does not change while a switch is in
 * progress or was refused, because the registry keeps running on it.
 *
 * @param storage the Config's {@code status.storage}; empty if no storage is applied
 * @param conditions all storage conditions of the Config
 */
public record AppliedStorage(
        ObjectNode storage, boolean managed, List<StorageCondition> conditions) {

    public AppliedStorage {
        conditions = List.copyOf(conditions);
    }

    public static AppliedStorage nothing() {
        return new AppliedStorage(JsonNodeFactory.instance.objectNode(), false, List.of());
    }

    /**
     * The last published state of this Config, or the state in its status if none was published.
     */
    public static AppliedStorage last(
            @Nullable StorageResultState previous, RegistryConfig config) {
        return previous != null && previous.configUid().equals(config.uid())
                ? previous.applied()
                : shownBy(config);
    }

    /** The state in the status of the Config. */
    public static AppliedStorage shownBy(RegistryConfig config) {
        var status = config.observed().status();
        var conditions = new ArrayList<StorageCondition>();
        for (var condition : status.path("conditions")) {
            var type = condition.path("type").asText("");
            if (type.startsWith("Storage")) {
                conditions.add(
                        new StorageCondition(
                                type,
                                condition.path("status").asText(""),
                                condition.path("reason").asText(""),
                                condition.path("message").asText("")));
            }
        }
        return new AppliedStorage(
                config.statusStorage(), status.path("storageManaged").asBoolean(false), conditions);
    }

    public StorageSection section() {
        return new StorageSection(storage);
    }

    public boolean isNothing() {
        return storage.isEmpty();
    }

    /** The storage was abandoned; its conditions are kept, as in the reference operator. */
    public AppliedStorage givenUp() {
        return new AppliedStorage(JsonNodeFactory.instance.objectNode(), managed, conditions);
    }

    /**
     * The already published condition if only the request id differs: a repeated error is not a
     * change.
     */
    public StorageCondition repeating(StorageCondition condition) {
        return conditions.stream()
                .filter(shown -> shown.anonymous().equals(condition.anonymous()))
                .findFirst()
                .orElse(condition);
    }

    /** Replaces the condition of the same type. */
    public AppliedStorage withCondition(StorageCondition condition) {
        var others = conditions.stream().filter(other -> !other.type().equals(condition.type()));
        return new AppliedStorage(
                storage, managed, Stream.concat(Stream.of(condition), others).toList());
    }

    public AppliedStorage showing(StorageCondition condition) {
        return new AppliedStorage(storage, managed, List.of(condition));
    }
}
