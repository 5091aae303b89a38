package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.result.AppliedStorage;

/**
 * Decides who manages the storage. A value that the user wrote is kept; a value left over from a
 * previous backend or claim is decided anew, so that the user's own storage never becomes ours by
 * accident.
 */
final class ConfigOwnership {

    static final String MANAGED = "Managed";
    static final String UNMANAGED = "Unmanaged";

    private ConfigOwnership() {}

    /** For storage that this stage creates: emptyDir, or a claim without a name. */
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

    /** For a bucket: ours if we created or secured it. */
    static String ofBucket(
            StorageSection wanted, boolean isSame, boolean isOurs, AppliedStorage applied) {
        var written = written(wanted, isSame, applied);
        return written.isEmpty() ? (isOurs ? MANAGED : UNMANAGED) : written;
    }

    /** The user's value for this bucket; empty if there is none, or it is about another storage. */
    static String written(StorageSection wanted, boolean isSame, AppliedStorage applied) {
        boolean leftOver =
                !applied.isNothing()
                        && !isSame
                        && applied.section().managementState().equals(wanted.managementState());
        return leftOver ? "" : wanted.managementState();
    }

    /** Whether the storage has changed while the value is still that of the previous storage. */
    private static boolean isLeftOver(StorageSection wanted, String claim, AppliedStorage applied) {
        var before = applied.section();
        boolean same = before.kind().equals(wanted.kind()) && before.claim().equals(claim);
        return !applied.isNothing()
                && !same
                && before.managementState().equals(wanted.managementState());
    }
}
