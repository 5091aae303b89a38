package org.registryfleet.inventory.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.inventory.decision.InventoryChange.Origin;
import org.registryfleet.inventory.source.FoundCluster;

import java.time.Instant;

/** One object of a source and what has become of the cluster it describes. */
final class ImportedCluster {

    /** What has become of it. Only the first three have a registration. */
    enum Phase {
        PROBING,
        ADMITTED,
        LEAVING,
        /** Found, nothing decided yet. */
        NEW,
        /** The same cluster is in the fleet already. */
        DUPLICATE,
        /** Its source does not say enough, or something wrong. */
        REJECTED,
        /** Its name belongs to a cluster that was registered by hand. */
        TAKEN,
        /** A person does not want it. */
        FORGOTTEN
    }

    final Origin origin;
    FoundCluster found;
    Phase phase = Phase.NEW;
    String registration = "";
    String uid = "";
    String duplicateOf = "";
    String reason = "";
    @Nullable Instant goneAt;
    @Nullable Instant leavesAt;
    @Nullable Instant probeAgainAt;

    ImportedCluster(Origin origin, FoundCluster found) {
        this.origin = origin;
        this.found = found;
    }

    boolean isRegistered() {
        return !registration.isEmpty();
    }

    boolean isGone() {
        return goneAt != null;
    }

    void becomes(Phase next, String why) {
        phase = next;
        reason = why;
    }

    /** Gone, but not leaving yet. */
    boolean isMissing() {
        return goneAt != null && isRegistered() && phase != Phase.LEAVING;
    }

    boolean isMissingSince(Instant limit) {
        var gone = goneAt;
        return gone != null && isMissing() && !gone.isAfter(limit);
    }

    boolean wentAfter(Instant limit) {
        var gone = goneAt;
        return gone != null && gone.isAfter(limit);
    }

    boolean isDue(Instant now) {
        var due = leavesAt;
        return phase == Phase.LEAVING && due != null && !due.isAfter(now);
    }

    SourceObject described() {
        return new SourceObject(
                origin.source(),
                origin.ref(),
                registration.isEmpty() ? duplicateOf : registration,
                phase.name(),
                reason,
                isGone(),
                found);
    }

    /** The identity that its endpoint must have been watched by. */
    String identity() {
        return found.endpoint().identity();
    }
}
