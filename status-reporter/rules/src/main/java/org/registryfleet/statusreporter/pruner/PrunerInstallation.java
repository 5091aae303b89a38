package org.registryfleet.statusreporter.pruner;

import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.view.ObjectRef;

/** Whether a cluster's pruner is installed: what its CronJob says. */
public enum PrunerInstallation {
    /** Not everything of the cluster is known. */
    UNKNOWN,
    NOT_INSTALLED,
    SUSPENDED,
    ENABLED;

    /** As far as the view of the cluster tells. */
    public static PrunerInstallation of(View<?> view, ObjectRef cronJob) {
        boolean isHidden = view.unreadable().stream().anyMatch(part -> part.covers(cronJob));
        if (!view.complete() || isHidden) {
            return UNKNOWN;
        }
        return view.find(cronJob)
                .map(job -> job.spec().path("suspend").asBoolean(false) ? SUSPENDED : ENABLED)
                .orElse(NOT_INSTALLED);
    }
}
