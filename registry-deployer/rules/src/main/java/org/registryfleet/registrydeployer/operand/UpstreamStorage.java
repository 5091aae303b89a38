package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.view.Observed;

/**
 * The latest result of the storage stage, as far as the operand needs it.
 *
 * @param configUid uid of the Config that it applies to
 * @param configGeneration generation that it applies to
 * @param isReady the registry may use the storage
 * @param operatorPresent whether an operator manages the registry
 * @param caBundle CA certificates of the storage that are kept in a Secret; empty for none
 */
public record UpstreamStorage(
        String configUid,
        long configGeneration,
        boolean isReady,
        StorageContribution contribution,
        boolean operatorPresent,
        String caBundle) {

    /** Without an operator and without CA certificates from a Secret. */
    public UpstreamStorage(
            String configUid,
            long configGeneration,
            boolean isReady,
            StorageContribution contribution) {
        this(configUid, configGeneration, isReady, contribution, false, "");
    }

    /** Whether it is ready for exactly this generation of the Config. */
    public boolean isReadyFor(Observed config) {
        return isReady && isFor(config);
    }

    /** Whether the result applies to this generation of the Config. */
    public boolean isFor(Observed config) {
        return configUid.equals(config.uid()) && configGeneration == config.generation();
    }
}
