package org.registryfleet.storageprovisioner.plan;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.objectstore.swift.SwiftQuestion;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.platform.PlatformFacts;

/**
 * What a registry on OpenStack gets, as far as it is known (storage specification, section 1.1).
 *
 * @param storage never {@link OpenStackStorage#ASK} once there is an answer
 * @param question what has to be asked first; null when nothing has
 */
public record OpenStackChoice(OpenStackStorage storage, @Nullable Desired question) {

    public static OpenStackChoice of(
            OpenStackStorage configured, PlatformFacts platform, Snapshot objects) {
        if (configured != OpenStackStorage.ASK || !platform.type().equals("OpenStack")) {
            return new OpenStackChoice(configured, null);
        }
        return switch (SwiftQuestion.of(objects)) {
            case SwiftQuestion.NobodyToAsk() -> new OpenStackChoice(OpenStackStorage.ASK, null);
            case SwiftQuestion.Open(var question) ->
                    new OpenStackChoice(OpenStackStorage.ASK, question);
            case SwiftQuestion.Answered(var isUsable) ->
                    new OpenStackChoice(
                            isUsable ? OpenStackStorage.SWIFT : OpenStackStorage.ASK, null);
        };
    }
}
