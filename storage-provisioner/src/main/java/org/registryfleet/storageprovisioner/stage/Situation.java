package org.registryfleet.storageprovisioner.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.decision.View;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.outcome.Applied;
import org.registryfleet.storageprovisioner.outcome.PodPart;
import org.registryfleet.storageprovisioner.outcome.StorageError;
import org.registryfleet.storageprovisioner.outcome.StoragePhase;
import org.registryfleet.storageprovisioner.outcome.StorageState;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.plan.LedgerFailures;
import org.registryfleet.storageprovisioner.platform.PlatformFacts;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster with a Config, as one decision finds it. */
record Situation(
        View<StorageState> view,
        RegistryConfig config,
        PlatformFacts platform,
        OpenStackStorage openStack,
        Instant now) {

    Applied applied() {
        return Applied.last(view.previous(), config);
    }

    boolean wasRemoving() {
        var previous = view.previous();
        return previous != null
                && previous.configUid().equals(config.uid())
                && previous.phase() == StoragePhase.REMOVING;
    }

    ObjectNode observedConfig() {
        return TlsProfile.of(view.find(TlsProfile.API_SERVER)).observedConfig();
    }

    /** Why the Config could not be written. */
    Optional<String> configFailure() {
        return LedgerFailures.of(view.ledger(), RegistryConfig.REF)
                .map(text -> "unable to update config spec: " + text);
    }

    /** With the failure to follow the TLS profile, which does not touch the storage. */
    List<String> withConfigFailure(List<String> warnings) {
        return Stream.concat(warnings.stream(), configFailure().stream()).toList();
    }

    StorageState state(
            StoragePhase phase, StorageError error, Applied applied, List<String> warnings) {
        return new StorageState(
                config.uid(),
                config.generation(),
                phase,
                config.storage().kind(),
                error,
                applied,
                PodPart.none(),
                warnings,
                view.ledger().contested());
    }

    StorageState ready(Applied applied, ObjectNode contribution, List<String> warnings) {
        return new StorageState(
                config.uid(),
                config.generation(),
                StoragePhase.READY,
                applied.section().kind(),
                StorageError.none(),
                applied,
                contribution,
                warnings,
                view.ledger().contested());
    }
}
