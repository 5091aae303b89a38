package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.swift.SwiftAvailabilityProbe;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

/**
 * Selects the storage of a registry on OpenStack (storage specification, section 1.1). Without
 * credentials to probe Swift with, nothing is selected; only where the platform was inferred from
 * nodes, so that no credentials will ever be minted, a claim is.
 */
public sealed interface OpenStackSelection {

    /** The selection before the probe: {@link OpenStackStorage#ASK} means a claim. */
    OpenStackStorage storage();

    /** The selection is final. */
    record Selected(OpenStackStorage storage) implements OpenStackSelection {}

    /** The cloud has to be probed first. */
    record Probing(Desired probe) implements OpenStackSelection {
        @Override
        public OpenStackStorage storage() {
            return OpenStackStorage.ASK;
        }
    }

    /** The cloud cannot be probed; the message is that of the reference operator. */
    record Unavailable(String why) implements OpenStackSelection {
        @Override
        public OpenStackStorage storage() {
            return OpenStackStorage.ASK;
        }
    }

    static OpenStackSelection of(
            OpenStackStorage configured, DetectedPlatform platform, Snapshot objects) {
        if (configured != OpenStackStorage.ASK || !platform.type().equals("OpenStack")) {
            return new Selected(configured);
        }
        return switch (SwiftAvailabilityProbe.of(objects)) {
            case SwiftAvailabilityProbe.NoCredentials(var why) ->
                    platform.inferred() ? new Selected(configured) : new Unavailable(why);
            case SwiftAvailabilityProbe.Pending(var question) -> new Probing(question);
            case SwiftAvailabilityProbe.Answered(var isUsable) ->
                    new Selected(isUsable ? OpenStackStorage.SWIFT : OpenStackStorage.ASK);
        };
    }
}
