package org.registryfleet.simulated.kubelet;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the kubelet of a cluster does and how fast.
 *
 * @param rolloutDelay from a new version of a deployment or a daemon set until its pods are ready
 * @param routerDomain the domain of generated host names; empty for {@code apps.<cluster
 *     id>.example.com}
 */
public record KubeletSettings(
        Set<KubeletFeature> features, Duration rolloutDelay, String routerDomain) {
    /** Nothing is switched on. */
    public static final KubeletSettings NONE = new KubeletSettings(Set.of(), Duration.ZERO, "");

    /** Everything is switched on, and pods are ready at once. */
    public static KubeletSettings everything() {
        return new KubeletSettings(
                Set.copyOf(EnumSet.allOf(KubeletFeature.class)), Duration.ZERO, "");
    }

    /** Only these parts are switched on. */
    public static KubeletSettings of(KubeletFeature... features) {
        return new KubeletSettings(Set.of(features), Duration.ZERO, "");
    }

    /** The same with another domain of routes. */
    public KubeletSettings withRouterDomain(String domain) {
        return new KubeletSettings(features, rolloutDelay, domain);
    }
}
