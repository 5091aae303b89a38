package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.view.Observed;

/**
 * What the storage stage said last, as far as the operand needs it.
 *
 * @param configUid the Config that it holds for
 * @param configGeneration the generation that it holds for
 * @param isReady the registry may use the storage
 * @param caBundle certificates of the storage's authority that a Secret keeps; empty for none
 */
public record UpstreamStorage(
        String configUid,
        long configGeneration,
        boolean isReady,
        StorageContribution contribution,
        String caBundle) {

    /** No Secret keeps certificates of the storage's authority. */
    public UpstreamStorage(
            String configUid,
            long configGeneration,
            boolean isReady,
            StorageContribution contribution) {
        this(configUid, configGeneration, isReady, contribution, "");
    }

    /** Ready, and for exactly this Config. */
    public boolean isReadyFor(Observed config) {
        return isReady && isFor(config);
    }

    /** The result is about this Config as it is now. */
    public boolean isFor(Observed config) {
        return configUid.equals(config.uid()) && configGeneration == config.generation();
    }
}
