package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.FieldDifference;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Limits the writes of contested fields during one run of {@link Ledger#plan}. */
final class Contention {

    private static final ObjectRef CLUSTER_VERSION =
            ObjectRef.clusterScoped("config.openshift.io/v1", "ClusterVersion", "version");

    private final Snapshot snapshot;
    private final Instant now;
    private Contests contests;
    private @Nullable Instant wakeAt;

    Contention(Contests contests, Snapshot snapshot, Instant now) {
        this.contests = contests;
        this.snapshot = snapshot;
        this.now = now;
    }

    Contests contests() {
        return contests;
    }

    /** When to plan again; null when nothing is waiting. */
    @Nullable Instant wakeAt() {
        return wakeAt;
    }

    /**
     * The part of a change that may be written now.
     *
     * @param change null when nothing may be written
     * @param left JSON pointers of the fields that are not written
     */
    record Allowed(@Nullable Change change, Set<String> left) {}

    /** The part of a needed change that may be written. */
    Allowed allowed(Slot slot, Change change, boolean isRetry) {
        return switch (change) {
            case Change.Create _ ->
                    new Allowed(isRetry || isCreatable(slot) ? change : null, Set.of());
            case Change.Patch patch -> allowed(slot, patch);
            case Change.Delete _ -> new Allowed(change, Set.of());
        };
    }

    /** Records an issued change. */
    void issued(Slot slot, String action, Change change, Set<String> left, boolean isRetry) {
        contests = contests.issued(slot, action, change, left);
        if (change instanceof Change.Create && !isRetry) {
            contests = contests.created(slot, now);
        }
    }

    /** Limits the creation rate of an object that is deleted again and again. */
    private boolean isCreatable(Slot slot) {
        var at = contests.creatableAt(slot, now);
        if (now.isBefore(at)) {
            wake(at);
            return false;
        }
        return true;
    }

    private Allowed allowed(Slot slot, Change.Patch patch) {
        var left = new TreeSet<String>();
        var isFree = patch.fields().isEmpty();
        for (var field : patch.fields()) {
            var tryAt = tryAt(slot, field);
            if (tryAt != null && !now.isBefore(tryAt)) {
                isFree = true;
            } else {
                left.add(field.pointer());
                if (tryAt != null) {
                    wake(tryAt);
                }
            }
        }
        if (!isFree) {
            return new Allowed(null, left);
        }
        // rewritten and dropped fields are sent along: the next response may show them as wanted
        left.removeIf(field -> !isChangedBack(slot, field));
        return new Allowed(left.isEmpty() ? patch : patch.without(left), left);
    }

    private boolean isChangedBack(Slot slot, String field) {
        var known = contests.of(slot).get(field);
        return known != null && known.stand() == Contested.Stand.CHANGED_BACK;
    }

    /** When a field may be written; null for never. */
    private @Nullable Instant tryAt(Slot slot, FieldDifference field) {
        var known = contests.of(slot).get(field.pointer());
        if (known == null || !known.isOf(field)) {
            return Instant.MIN;
        }
        var next = known.found(field, owner(slot, field), serverVersion(), now);
        if (!next.equals(known)) {
            contests = contests.found(slot, field.pointer(), next);
            tell(known, next);
        }
        return next.tryAt();
    }

    private String owner(Slot slot, FieldDifference field) {
        return snapshot.find(slot.ref()).map(object -> object.owner(field.pointer())).orElse("");
    }

    private String serverVersion() {
        return snapshot.find(CLUSTER_VERSION)
                .map(version -> version.at("/status/desired/version").asText(""))
                .orElse("");
    }

    /** The current decision did not see this change, so the next one is due at once. */
    private void tell(Contested before, Contested after) {
        if (before.isContested() != after.isContested()
                || !before.found().equals(after.found())
                || !before.manager().equals(after.manager())) {
            wake(now);
        }
    }

    /** Ends the contests of fields that are as wanted or no longer wanted. */
    void resolve(Map<Slot, LedgerEntry> entries, Map<Slot, Change> wanted) {
        for (var slot : List.copyOf(contests.fields().keySet())) {
            var change = wanted.get(slot);
            if (entries.get(slot) == null && !(change instanceof Change.Create)) {
                resolve(slot, change);
            }
        }
    }

    private void resolve(Slot slot, @Nullable Change change) {
        var differing =
                change instanceof Change.Patch patch
                        ? patch.fields().stream().map(FieldDifference::pointer).toList()
                        : List.<String>of();
        var resolved = new ArrayList<String>();
        contests.of(slot)
                .forEach(
                        (field, contested) -> {
                            if (!differing.contains(field) && isOver(contested)) {
                                resolved.add(field);
                                if (contested.isContested()) {
                                    wake(now);
                                }
                            }
                        });
        contests = contests.without(slot, resolved);
    }

    private boolean isOver(Contested contested) {
        return switch (contested.stand()) {
            case WATCHED -> false;
            case REPORTED, REWRITTEN, DROPPED -> true;
            case CHANGED_BACK -> {
                var calm = contested.calmAt();
                if (now.isBefore(calm)) {
                    wake(calm);
                }
                yield !now.isBefore(calm);
            }
        };
    }

    private void wake(Instant at) {
        if (wakeAt == null || at.isBefore(wakeAt)) {
            wakeAt = at;
        }
    }
}
