package org.registryfleet.regfleet.orphan;

import org.jspecify.annotations.Nullable;
import org.registryfleet.objectstorage.inventory.MarkedBucket;
import org.registryfleet.objectstorage.inventory.Usage;

/**
 * A bucket that no cluster of the fleet uses.
 *
 * @param usage null when the provider did not say; {@code trouble} is its answer then
 */
public record OrphanFinding(
        MarkedBucket bucket, OrphanVerdict verdict, @Nullable Usage usage, String trouble) {

    /** A sentence on why it is listed. */
    public String why() {
        return switch (verdict) {
            case OrphanVerdict.Orphan orphan -> orphan.why();
            case OrphanVerdict.Stranger stranger -> stranger.why();
            case OrphanVerdict.Kept kept -> kept.why();
        };
    }

    /** It may be removed. */
    public boolean isOrphan() {
        return verdict instanceof OrphanVerdict.Orphan;
    }
}
