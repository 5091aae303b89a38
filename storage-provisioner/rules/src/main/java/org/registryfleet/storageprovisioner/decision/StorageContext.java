package org.registryfleet.storageprovisioner.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.decision.View;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.plan.LedgerFailures;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;
import org.registryfleet.storageprovisioner.tls.TlsProfile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The inputs of one decision about a cluster that has a Config. */
record StorageContext(
        View<StorageResultState> view,
        RegistryConfig config,
        DetectedPlatform platform,
        OpenStackStorage openStack,
        Instant now) {

    AppliedStorage applied() {
        return AppliedStorage.last(view.previous(), config);
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

    /** Adds the failure to apply the TLS profile, which does not affect the storage. */
    List<String> withConfigFailure(List<String> warnings) {
        return Stream.concat(warnings.stream(), configFailure().stream()).toList();
    }

    StorageResultState state(
            StoragePhase phase, StorageError error, AppliedStorage applied, List<String> warnings) {
        return new StorageResultState(
                config.uid(),
                config.generation(),
                phase,
                config.storage().kind(),
                error,
                applied,
                PodContribution.none(),
                warnings,
                view.ledger().contested(),
                platform.operatorPresent());
    }

    StorageResultState ready(
            AppliedStorage applied, ObjectNode contribution, List<String> warnings) {
        return new StorageResultState(
                config.uid(),
                config.generation(),
                StoragePhase.READY,
                applied.section().kind(),
                StorageError.none(),
                applied,
                contribution,
                warnings,
                view.ledger().contested(),
                platform.operatorPresent());
    }
}
