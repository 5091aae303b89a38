package org.registryfleet.registrydeployer.deployment;

import static org.registryfleet.registrydeployer.operand.RolloutChecksums.digest;

import org.jspecify.annotations.Nullable;
import org.registryfleet.registrydeployer.operand.OperandObjects;
import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.registrydeployer.operand.StorageContribution;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The Secrets and ConfigMaps whose content triggers a rollout of the pods. Those that this stage
 * writes count with their desired content, so that writing them does not roll the pods a second
 * time.
 */
public record PodDependencies(
        Snapshot objects, Map<ObjectRef, Desired> planned, RolloutChecksums counted) {

    private static final List<ObjectRef> ALWAYS =
            List.of(
                    OperandObjects.CERTIFICATES,
                    OperandObjects.TRUSTED_CA,
                    OperandObjects.REGISTRY_TLS,
                    OperandObjects.PULL_SECRETS);

    public PodDependencies {
        planned = Map.copyOf(planned);
    }

    /** All dependencies, ConfigMaps before Secrets. */
    public static SortedSet<ObjectRef> refs(@Nullable StorageContribution storage) {
        var refs = new TreeSet<>(ALWAYS);
        if (storage != null) {
            refs.addAll(storage.dependencies());
        }
        return refs;
    }

    /** A digest over the contents; absent objects are ignored. */
    public String checksum(StorageContribution storage) {
        var entries = new ArrayList<String>();
        for (var ref : refs(storage)) {
            contentDigest(ref).ifPresent(content -> entries.add(ref + " " + content));
        }
        return digest(String.join("\n", entries));
    }

    private Optional<String> contentDigest(ObjectRef ref) {
        return switch (planned.get(ref)) {
            case null -> observedDigest(ref);
            case Desired.Absent _ -> Optional.empty();
            case Desired.Present present ->
                    present.scope() == Desired.Scope.OBJECT
                            ? Optional.of(counted.digest(ref, present.manifest()))
                            : observedDigest(ref);
        };
    }

    private Optional<String> observedDigest(ObjectRef ref) {
        return objects.find(ref).map(found -> counted.digest(ref, found.content()));
    }
}
