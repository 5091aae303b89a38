package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.result.AppliedStorage;

/**
 * Who looks after the storage. What the user wrote stands; but a value that was only left over from
 * another backend or claim is decided anew, so that the user's own storage never becomes ours by
 * accident.
 */
final class ConfigOwnership {

    static final String MANAGED = "Managed";
    static final String UNMANAGED = "Unmanaged";

    private ConfigOwnership() {}

    /** For storage that is made here: emptyDir, or a claim without a name. */
    static String ofOwn(StorageSection wanted, String claim, AppliedStorage applied) {
        var written = wanted.managementState();
        return written.isEmpty() || isLeftOver(wanted, claim, applied) ? MANAGED : written;
    }

    /** For a claim that the user named. */
    static String ofNamed(StorageSection wanted, boolean isOurs, AppliedStorage applied) {
        var written = wanted.managementState();
        if (written.isEmpty()) {
            return UNMANAGED;
        }
        return !isOurs && isLeftOver(wanted, wanted.claim(), applied) ? UNMANAGED : written;
    }

    /** For a bucket: ours when it was made or secured here. */
    static String ofBucket(
            StorageSection wanted, boolean isSame, boolean isOurs, AppliedStorage applied) {
        var written = written(wanted, isSame, applied);
        return written.isEmpty() ? (isOurs ? MANAGED : UNMANAGED) : written;
    }

    /** What the user wrote about this bucket; empty when nothing, or about another storage. */
    static String written(StorageSection wanted, boolean isSame, AppliedStorage applied) {
        boolean leftOver =
                !applied.isNothing()
                        && !isSame
                        && applied.section().managementState().equals(wanted.managementState());
        return leftOver ? "" : wanted.managementState();
    }

    /** The storage has changed, and the value is still the one of the storage before. */
    private static boolean isLeftOver(StorageSection wanted, String claim, AppliedStorage applied) {
        var before = applied.section();
        boolean same = before.kind().equals(wanted.kind()) && before.claim().equals(claim);
        return !applied.isNothing()
                && !same
                && before.managementState().equals(wanted.managementState());
    }
}
