package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.swift.SwiftAvailabilityProbe;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

/**
 * What a registry on OpenStack gets, as far as it is known (storage specification, section 1.1).
 * Without credentials to ask with nothing is chosen; only where the platform is concluded from the
 * nodes, so that nobody mints any, a claim is.
 */
public sealed interface OpenStackSelection {

    /** What is chosen as long as nothing else is known: {@link OpenStackStorage#ASK} is a claim. */
    OpenStackStorage storage();

    /** Nothing has to be asked any more. */
    record Selected(OpenStackStorage storage) implements OpenStackSelection {}

    /** The cloud has to be asked first. */
    record Probing(Desired probe) implements OpenStackSelection {
        @Override
        public OpenStackStorage storage() {
            return OpenStackStorage.ASK;
        }
    }

    /** The cloud cannot be asked; the text is the reference's. */
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
