package org.registryfleet.clusterwatcher.service.resume;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.GapCause;
import org.registryfleet.events.KnownObject;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchedRow;

import java.util.ArrayList;
import java.util.List;

/** The checkpointed watches of one cluster, updated with later observations. */
final class WatchedKindStates {
    private final List<WatchedRow> rows;

    WatchedKindStates(List<WatchedRow> saved) {
        rows = new ArrayList<>();
        saved.forEach(row -> rows.add(copy(row)));
    }

    /** An independent copy. */
    List<WatchedRow> snapshot() {
        return rows.stream().map(WatchedKindStates::copy).toList();
    }

    void present(Observation observation) {
        var row = of(observation.getObject());
        if (row != null) {
            forget(row, observation.getObject());
            row.getObjects().add(known(observation));
            advance(row, observation);
        }
    }

    void deleted(Observation observation) {
        var row = of(observation.getObject());
        if (row != null) {
            forget(row, observation.getObject());
            if (!observation.getSynthesised()) {
                advance(row, observation);
            }
        }
    }

    void gap(Observation observation) {
        if (observation.getGap() == GapCause.TOO_LARGE) {
            present(observation);
            return;
        }
        var row = exact(observation.getObject());
        if (row != null) {
            row.setGapOpen(true);
            row.setResourceVersion("");
        }
    }

    void resync(Observation observation) {
        var row = exact(observation.getObject());
        if (row != null && observation.getGap() != GapCause.TOO_LARGE) {
            row.setGapOpen(false);
            row.setResourceVersion(observation.getResourceVersion());
            row.setMissing("");
        }
    }

    /** Takes the reasons for unreadable kinds from the detail of {@code SYNCED}. */
    void synced(Observation observation) {
        var missing = List.of(observation.getDetail().split("; "));
        for (var row : rows) {
            var name = WatchKeys.description(row.getWatched());
            row.setMissing(
                    missing.stream()
                            .filter(text -> text.endsWith(" " + name))
                            .findFirst()
                            .orElse(""));
        }
    }

    // lists are unordered, so an object only advances a watch that already has a resourceVersion
    private static void advance(WatchedRow row, Observation observation) {
        if (!row.getResourceVersion().isEmpty()) {
            row.setResourceVersion(observation.getResourceVersion());
        }
    }

    private static void forget(WatchedRow row, ObjectKey object) {
        row.getObjects()
                .removeIf(
                        known ->
                                known.getName().equals(object.getName())
                                        && known.getNamespace().equals(object.getNamespace()));
    }

    private static KnownObject known(Observation observation) {
        var digest = observation.getDigest();
        return KnownObject.newBuilder()
                .setNamespace(observation.getObject().getNamespace())
                .setName(observation.getObject().getName())
                .setUid(observation.getUid())
                .setResourceVersion(observation.getResourceVersion())
                .setDigestHigh(Long.parseUnsignedLong(digest, 0, 16, 16))
                .setDigestLow(Long.parseUnsignedLong(digest, 16, 32, 16))
                .setTooLarge(observation.getGap() == GapCause.TOO_LARGE)
                .build();
    }

    private @Nullable WatchedRow of(ObjectKey object) {
        for (var row : rows) {
            var watched = row.getWatched();
            if (watched.getKind().equals(object.getKind())
                    && watched.getApiVersion().equals(object.getApiVersion())
                    && isWithin(watched.getNamespace(), object.getNamespace())
                    && isWithin(watched.getName(), object.getName())) {
                return row;
            }
        }
        return null;
    }

    private @Nullable WatchedRow exact(@Nullable ObjectKey key) {
        return rows.stream().filter(row -> row.getWatched().equals(key)).findFirst().orElse(null);
    }

    private static boolean isWithin(String watched, String actual) {
        return watched.isEmpty() || watched.equals(actual);
    }

    private static WatchedRow copy(WatchedRow row) {
        return WatchedRow.newBuilder(row).setObjects(new ArrayList<>(row.getObjects())).build();
    }
}
