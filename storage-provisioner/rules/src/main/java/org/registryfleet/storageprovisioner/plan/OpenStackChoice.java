package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.swift.SwiftQuestion;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;

/**
 * What a registry on OpenStack gets, as far as it is known (storage specification, section 1.1).
 * Without credentials to ask with nothing is chosen; only where the platform is concluded from the
 * nodes, so that nobody mints any, a claim is.
 */
public sealed interface OpenStackChoice {

    /** What is chosen as long as nothing else is known: {@link OpenStackStorage#ASK} is a claim. */
    OpenStackStorage storage();

    /** Nothing has to be asked any more. */
    record Made(OpenStackStorage storage) implements OpenStackChoice {}

    /** The cloud has to be asked first. */
    record Asking(Desired question) implements OpenStackChoice {
        @Override
        public OpenStackStorage storage() {
            return OpenStackStorage.ASK;
        }
    }

    /** The cloud cannot be asked; the text is the reference's. */
    record Impossible(String why) implements OpenStackChoice {
        @Override
        public OpenStackStorage storage() {
            return OpenStackStorage.ASK;
        }
    }

    static OpenStackChoice of(
            OpenStackStorage configured, DetectedPlatform platform, Snapshot objects) {
        if (configured != OpenStackStorage.ASK || !platform.type().equals("OpenStack")) {
            return new Made(configured);
        }
        return switch (SwiftQuestion.of(objects)) {
            case SwiftQuestion.NobodyToAsk(var why) ->
                    platform.inferred() ? new Made(configured) : new Impossible(why);
            case SwiftQuestion.Open(var question) -> new Asking(question);
            case SwiftQuestion.Answered(var isUsable) ->
                    new Made(isUsable ? OpenStackStorage.SWIFT : OpenStackStorage.ASK);
        };
    }
}
