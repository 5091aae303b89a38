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
 * The storage in force, as the Config's status shows it. It stays as it is while a change is under
 * way or refused, because the registry keeps running on it.
 *
 * @param storage the Config's {@code status.storage}; empty when nothing is in force
 * @param conditions all storage conditions that the Config is to show
 */
public record AppliedStorage(
        ObjectNode storage, boolean managed, List<StorageCondition> conditions) {

    public AppliedStorage {
        conditions = List.copyOf(conditions);
    }

    public static AppliedStorage nothing() {
        return new AppliedStorage(JsonNodeFactory.instance.objectNode(), false, List.of());
    }

    /** What was said last about this Config; what its status says when nothing was said. */
    public static AppliedStorage last(
            @Nullable StorageResultState previous, RegistryConfig config) {
        return previous != null && previous.configUid().equals(config.uid())
                ? previous.applied()
                : shownBy(config);
    }

    /** What the status of the Config shows. */
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

    /** The storage has been given up; what was said about it stays, as in the reference. */
    public AppliedStorage givenUp() {
        return new AppliedStorage(JsonNodeFactory.instance.objectNode(), managed, conditions);
    }

    /**
     * The condition as it is shown already when only the number of the request differs: an error
     * that comes again is no news.
     */
    public StorageCondition repeating(StorageCondition condition) {
        return conditions.stream()
                .filter(shown -> shown.anonymous().equals(condition.anonymous()))
                .findFirst()
                .orElse(condition);
    }

    /** With this condition in place of the one of its type. */
    public AppliedStorage withCondition(StorageCondition condition) {
        var others = conditions.stream().filter(other -> !other.type().equals(condition.type()));
        return new AppliedStorage(
                storage, managed, Stream.concat(Stream.of(condition), others).toList());
    }

    public AppliedStorage showing(StorageCondition condition) {
        return new AppliedStorage(storage, managed, List.of(condition));
    }
}
