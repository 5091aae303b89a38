package org.registryfleet.statusreporter.registry;

import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

import java.util.List;
import java.util.Optional;

/**
 * The inputs of the registry's conditions.
 *
 * @param rollout empty while there is no Deployment
 * @param rejections Routes that are not admitted, one sentence each
 */
public record RegistryFacts(
        ManagementState management,
        Optional<Rollout> rollout,
        UpstreamApplyError error,
        List<String> rejections) {

    public RegistryFacts {
        rejections = List.copyOf(rejections);
    }

    public boolean isRemoved() {
        return management == ManagementState.REMOVED;
    }

    boolean isUnmanaged() {
        return management == ManagementState.UNMANAGED;
    }

    boolean hasDeployment() {
        return rollout.isPresent();
    }

    boolean lacksDeployment() {
        return rollout.isEmpty();
    }

    boolean isDeploymentDeleting() {
        return rollout.filter(Rollout::isDeleting).isPresent();
    }

    boolean lacksReplicas() {
        return rollout.filter(deployment -> deployment.available() == 0).isPresent();
    }

    boolean lacksSomeReplicas() {
        return rollout.filter(deployment -> deployment.available() != deployment.replicas())
                .isPresent();
    }

    boolean isComplete() {
        return rollout.filter(Rollout::isComplete).isPresent();
    }

    boolean hasTimedOut() {
        return !isComplete() && rollout.flatMap(Rollout::timeout).isPresent();
    }

    boolean hasPermanentError() {
        return error instanceof UpstreamApplyError.Permanent;
    }

    boolean hasTransientError() {
        return error instanceof UpstreamApplyError.Transient;
    }

    String permanentReason() {
        return error instanceof UpstreamApplyError.Permanent permanent ? permanent.reason() : "";
    }

    String timeout() {
        return rollout.flatMap(Rollout::timeout).orElse("");
    }
}
