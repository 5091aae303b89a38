package org.registryfleet.storageprovisioner.claim;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.Registration;

import java.util.Map;

/**
 * What the fleet's administrators want of claims that are made here, from the policy of a cluster's
 * registration.
 *
 * @param storageClass empty for the one that is taken without a wish
 * @param size a quantity, such as 100Gi
 */
public record ClaimSettings(String storageClass, String size) {

    /** Keys in the policy of a registration. */
    public static final String CLASS = "claim-storage-class";

    public static final String SIZE = "claim-size";

    /** As the reference makes its claims. */
    public static final ClaimSettings USUAL = new ClaimSettings("", "100Gi");

    public static ClaimSettings of(@Nullable Registration registration) {
        var policy = registration == null ? Map.<String, String>of() : registration.policy();
        return new ClaimSettings(
                policy.getOrDefault(CLASS, USUAL.storageClass()),
                policy.getOrDefault(SIZE, USUAL.size()));
    }
}
