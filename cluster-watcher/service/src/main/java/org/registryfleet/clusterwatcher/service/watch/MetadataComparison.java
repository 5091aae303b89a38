package org.registryfleet.clusterwatcher.service.watch;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.clusterwatcher.service.resume.WatchKeys;
import org.registryfleet.events.KnownObject;
import org.registryfleet.events.WatchedRow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the objects a watch knew when a consistent list was requested with the metadata in that
 * list. An object listed at a version that the watch had already passed must be known at exactly
 * that version; later changes are left to the watch, however far it lags behind.
 *
 * @param known state of the watch when the list was requested
 * @param isExact whether every version is current; otherwise a watch that suppresses unchanged
 *     content may know an older one
 */
record MetadataComparison(WatchedRow known, boolean isExact) {

    private record Listed(String uid, String version) {}

    /** Result of a comparison. */
    sealed interface Result {

        /**
         * No contradiction; the {@code absent} objects were deleted after the watch's version, or
         * are a contradiction yet to be seen.
         */
        record Plausible(Set<String> absent) implements Result {}

        record Contradicted(RestoreSign sign) implements Result {}
    }

    Result with(Iterable<JsonNode> items, String listVersion) {
        if (ResourceVersions.isBefore(listVersion, known.getResourceVersion())) {
            return new Result.Contradicted(
                    new RestoreSign.OlderVersion(
                            WatchKeys.description(known.getWatched()),
                            known.getResourceVersion(),
                            listVersion));
        }
        var listed = new HashMap<String, Listed>();
        items.forEach(
                item -> {
                    var metadata = item.path("metadata");
                    listed.put(
                            key(
                                    metadata.path("namespace").asText(),
                                    metadata.path("name").asText()),
                            new Listed(
                                    metadata.path("uid").asText(),
                                    metadata.path("resourceVersion").asText()));
                });
        var absent = new HashSet<String>();
        for (var object : known.getObjects()) {
            var key = key(object.getNamespace(), object.getName());
            var now = listed.remove(key);
            if (now == null) {
                absent.add(key);
            } else if (isPassed(now) && !isSame(object, now)) {
                return contradicted(key);
            }
        }
        for (var unknown : listed.entrySet()) {
            if (isPassed(unknown.getValue())) {
                return contradicted(unknown.getKey());
            }
        }
        return new Result.Plausible(absent);
    }

    /**
     * A sign of a restore if one of the objects missing from the list is still known although the
     * watch has reached the list's version.
     */
    static Optional<RestoreSign> stillKnown(
            WatchedRow row, Set<String> absent, String listVersion) {
        return row.getObjects().stream()
                .filter(
                        object ->
                                absent.contains(key(object.getNamespace(), object.getName()))
                                        && !ResourceVersions.isBefore(
                                                listVersion, object.getResourceVersion()))
                .findFirst()
                .map(object -> sign(row, key(object.getNamespace(), object.getName())));
    }

    private boolean isPassed(Listed object) {
        return ResourceVersions.isNumber(object.version())
                && ResourceVersions.isNumber(known.getResourceVersion())
                && !ResourceVersions.isBefore(known.getResourceVersion(), object.version());
    }

    private boolean isSame(KnownObject object, Listed now) {
        boolean isVersion =
                object.getResourceVersion().equals(now.version())
                        || (!isExact
                                && ResourceVersions.isBefore(
                                        object.getResourceVersion(), now.version()));
        return isVersion && object.getUid().equals(now.uid());
    }

    private Result contradicted(String key) {
        return new Result.Contradicted(sign(known, key));
    }

    private static RestoreSign sign(WatchedRow row, String key) {
        return new RestoreSign.OtherHistory(
                row.getWatched().getKind() + " " + key, row.getResourceVersion());
    }

    private static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
